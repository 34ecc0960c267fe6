#include "projections/work/library.hpp"

#include "projections/reading/event_selection.hpp"
#include "projections/reading/listing.hpp"
#include "projections/work/document_view.hpp"

namespace foxtrail {
namespace {

enum class AboutKind : std::uint8_t { customer, opportunity };
BOOST_DESCRIBE_ENUM(AboutKind, customer, opportunity)
enum class LibraryOrder : std::uint8_t { number, reuse, newest };
BOOST_DESCRIBE_ENUM(LibraryOrder, number, reuse, newest)

class LibrarySelection {
public:
    LibrarySelection(const ReadQuestion& question, const DimensionContext& context, const Documents& documents, const Log& log, Problems& problems)
        : context_(context),
          deals_(question, context, problems),
          kind_(read_enum<DocumentKind>(question, "kind", problems)),
          about_(read_recorded(question, "about", log, problems)),
          about_kind_(read_enum<AboutKind>(question, "about_kind", problems)),
          sector_(question.find("sector")) {
        if (const auto position = question.find("position")) position_ = documents.documents.texts().find(*position);
        for (const auto& dimension : dimensions()) of_deals_ |= question.find(dimension.name).has_value();
    }

    bool selects(const DocumentRow& row) const {
        if ((kind_ && row.kind != *kind_) || (about_ && row.about != about_) || (position_ && (!*position_ || row.owner_position != *position_))) return false;
        const bool of_deal = row.about.kind == OpportunityId::kind;
        if (about_kind_ && of_deal != (*about_kind_ == AboutKind::opportunity)) return false;
        CustomerId customer{of_deal ? 0 : row.about.number};
        if (of_deal) {
            Deal deal;
            if (!context_.deals->deals.at(row.about.number, context_.instant, deal) || !deals_.selects(deal)) return false;
            customer = deal.customer;
        } else if (of_deals_) {
            return false;
        }
        return !sector_ || sector_of(customer) == *sector_;
    }

private:
    std::string sector_of(CustomerId customer) const {
        CustomerRow row;
        if (!context_.directory->customers.at(customer.number, context_.instant, row) || !row.sector) return "unknown";
        return std::string(context_.directory->customers.texts().at(row.sector));
    }

    const DimensionContext& context_;
    DealSelection deals_;
    std::optional<DocumentKind> kind_;
    Entity about_;
    std::optional<AboutKind> about_kind_;
    std::optional<std::string_view> sector_;
    std::optional<Text> position_;  // {} when no document has it
    bool of_deals_ = false;
};

void sort_library(std::vector<LibraryDocument>& documents, LibraryOrder order) {
    if (order == LibraryOrder::reuse) std::ranges::stable_sort(documents, std::greater<>(), [](const auto& document) { return document.uses.reused; });
    if (order == LibraryOrder::newest) std::ranges::stable_sort(documents, std::greater<>(), [](const auto& document) { return Position{document.row.newest}; });
}

json::value deal_of_document(const LibraryDocument& document, const DimensionContext& context) {
    Deal deal;
    if (document.row.about.kind != OpportunityId::kind || !context.deals->deals.at(document.row.about.number, context.instant, deal)) return nullptr;
    return json::object{{"stage", context.stages.at(deal.model, deal.model_version, deal.stage.value.stage).name},
                        {"outcome", enum_name(deal.outcome.value)},
                        {"customer", named_or_unknown(deal.customer.entity(), context)},
                        {"department", named_or_unknown(deal.unit.department.entity(), context)}};
}

}  // namespace

std::vector<LibraryDocument> library_documents(const Documents& documents, const Instant& instant, const std::function<bool(DocumentId, const DocumentRow&)>& wanted) {
    std::vector<LibraryDocument> found;
    documents.documents.each(instant, [&](std::uint32_t id, const DocumentRow& row) {
        if (wanted({id}, row)) found.push_back({DocumentId{id}, row, document_uses(DocumentId{id}, documents, instant)});
    });
    return found;
}

json::array library_json(std::span<const LibraryDocument> shown, const Documents& documents, const Log& log, const DimensionContext& context) {
    std::vector<DocumentId> ids;
    for (const LibraryDocument& document : shown) ids.push_back(document.id);
    json::array printed = documents_json(ids, documents, log, context);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        json::object& document = printed[i].as_object();
        document["deal"] = deal_of_document(shown[i], context);
        const DocumentUses& uses = shown[i].uses;
        document["versions"] = uses.versions, document["shared"] = uses.shared, document["commented"] = uses.commented, document["reused"] = uses.reused;
    }
    return printed;
}

ReadAnswer documents(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto reading = runner.read<Documents>();
    Problems problems;
    const LibrarySelection selection(question, context, *reading.tables, log, problems);
    const auto order = read_enum<LibraryOrder>(question, "sort", problems).value_or(LibraryOrder::number);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    auto found = library_documents(*reading.tables, question.instant, [&](DocumentId, const DocumentRow& row) { return selection.selects(row); });
    sort_library(found, order);
    json::object answer{{"count", found.size()}};
    json::array shown = library_json(std::span(paged(found, page)), *reading.tables, log, context);
    name_next(answer, page, shown.size(), found.size());
    answer["documents"] = std::move(shown);
    return answer;
}

std::vector<ReadParameter> documents_parameters() {
    std::vector<ReadParameter> parameters{{"kind", "proposal, implementation_plan, contract, minutes or other"},
                                          {"about", "id of the customer or opportunity it is about"},
                                          {"about_kind", "customer or opportunity"},
                                          {"position", "position that owns it"},
                                          {"sector", "sector of the customer it is about, or whose deal it is about"},
                                          {"sort", "number, reuse (the most reused first) or newest; number when left out"},
                                          {"after", "documents to leave out: the cursor of the page before"},
                                          {"limit", "documents in a page, at most 1000, 100 when left out"}};
    for (const auto& dimension : dimensions()) parameters.push_back({dimension.name, dimension.doc, true});
    return parameters;
}

}  // namespace foxtrail
