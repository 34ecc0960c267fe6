#include "projections/documents.hpp"

namespace foxtrail {

void project(Documents& d, const DocumentRegistered& e, const Meta& m) { d.documents.born(e.document.number, {m.position, m.position}, m); }
void project(Documents& d, const DocumentVersionAdded& e, const Meta& m) {
    d.documents.set<&DocumentRow::newest>(e.document.number, m.position, m);
}

template <>
ProjectionEntry entry_of<Documents>() {
    return projection_entry<Documents, DocumentEvents>();
}

}  // namespace foxtrail
