#include "commands/document.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/gate_document.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/work_rules.hpp"
#include "core/blobs.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule malformed_hash{"malformed_hash", "A content hash is \"sha256:\" and 64 lower-case hexadecimal digits."};
constexpr Rule too_many_document_versions{"too_many_document_versions", "A document has at most 1,000 versions: register the next one as a document of its own."};
constexpr Rule about_other_kind{"about_other_kind", "A document is about a customer or an opportunity."};
constexpr Rule shared_with_other_kind{"shared_with_other_kind", "A document is shared with an employee or a department."};
constexpr Rule too_many_shares{"too_many_shares", "A document is shared with at most 200 employees and departments: share it with their department."};
constexpr Rule not_elsewhere{"not_elsewhere", "The document is about this opportunity: reuse is for another one."};
}  // namespace rule

void evolve(Document& document, const DocumentRegistered& e, const Meta& m) { document = {document.id, e.about, e.kind, e.version, {}, {}, m.valid_at}; }
void evolve(Document& document, const DocumentVersionAdded& e, const Meta& m) { document.version = e.to, document.changed = m.valid_at; }
void evolve(Document& document, const DocumentShared& e, const Meta&) { document.shared_with.push_back(e.with); }
void evolve(Document& document, const DocumentReused& e, const Meta&) {
    auto& reused = document.reused_for;
    if (reused.size() == reuses_remembered_max) reused.erase(reused.begin());
    reused.push_back(e.opportunity);
}

static Decision decide(const RegisterDocument& c, const Facts& f) {
    Decision d;
    d.require(c.about.kind == CustomerId::kind || c.about.kind == OpportunityId::kind, rule::about_other_kind, c.about);
    d.require(!blank(c.title), rule::text_missing, "title");
    d.require(!blank(c.owner_position), rule::text_missing, "owner_position");
    d.require(is_content_hash(c.content_hash), rule::malformed_hash);
    if (!d.refused())
        d.record(DocumentRegistered{f.next_id<DocumentId>(), c.about, c.kind, c.title, c.owner_position, {1, c.content_hash, c.size_bytes}});
    return d;
}

static Decision decide(const Document& document, const AddDocumentVersion& c, const Facts& f) {
    Decision d;
    d.require(is_content_hash(c.content_hash), rule::malformed_hash);
    if (d.refused() || c.content_hash == document.version.content_hash) return d;
    d.require(f.valid_at() >= document.changed, rule::dated_before_last_change, document.changed);
    d.require(document.version.number < document_versions_max, rule::too_many_document_versions);
    if (d.refused()) return d;
    const DocumentVersion to{document.version.number + 1, c.content_hash, c.size_bytes};
    d.record(DocumentVersionAdded{document.id, document.about, document.version, to, c.note});
    reopen_gates(d, f, document.id, to.number);
    return d;
}

static Decision decide(const Document& document, const ShareDocument& c, const Facts& f) {
    Decision d;
    if (std::ranges::find(document.shared_with, c.with) != document.shared_with.end()) return d;
    d.require(c.with.kind == EmployeeId::kind || c.with.kind == DepartmentId::kind, rule::shared_with_other_kind, c.with);
    d.require(document.shared_with.size() < document_shares_max, rule::too_many_shares);
    if (c.with.kind == EmployeeId::kind) require_active(d, f, EmployeeId{c.with.number});
    if (c.with.kind == DepartmentId::kind) require_open(d, f, DepartmentId{c.with.number});
    if (!d.refused()) d.record(DocumentShared{document.id, document.about, c.with});
    return d;
}

static Decision decide(const Document& document, const CommentDocument& c, const Facts&) {
    Decision d;
    d.require(!blank(c.text), rule::text_missing, "text");
    if (!d.refused()) d.record(DocumentCommented{document.id, document.about, document.version.number, c.text});
    return d;
}

static Decision decide(const Document& document, const RecordDocumentReuse& c, const Facts&) {
    Decision d;
    if (std::ranges::find(document.reused_for, c.opportunity.id) != document.reused_for.end()) return d;
    d.require(document.about != c.opportunity.id.entity(), rule::not_elsewhere);
    if (!d.refused()) d.record(DocumentReused{document.id, document.about, c.opportunity.id, document.version.number});
    return d;
}

NounEntry document_noun() { return {command_entries_of<DocumentCommands>(), {state_entry<Document, DocumentEvents>()}}; }

}  // namespace foxtrail
