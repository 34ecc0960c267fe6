// What deals can be grouped and filtered by: each dimension declared once, for every statistic alike.
#pragma once

#include "projections/reading/read_model.hpp"

#include <array>

namespace foxtrail {

// What a dimension needs to read and print its keys.
struct DimensionContext {
    DimensionContext(const Runner& runner, const Instant& at)
        : directory(runner.read<Directory>()), deals(runner.read<Deals>()), stages(*directory.tables), instant(at) {}
    Runner::Reading<Directory> directory;
    Runner::Reading<Deals> deals;
    StageNames stages;
    Instant instant;
};

// Whether the opportunity was there at the instant, and open.
bool is_open_deal(OpportunityId, const DimensionContext&);

struct Dimension {
    std::string_view name, doc;
    std::uint64_t (*key)(const Deal&);
    json::value (*label)(std::uint64_t key, const DimensionContext&);
    // Every key the text may mean; nothing when it means none.
    std::vector<std::uint64_t> (*keys)(std::string_view text, const DimensionContext&);
};

std::span<const Dimension> dimensions();

inline constexpr std::size_t group_dimensions_max = 4;
using GroupKey = std::array<std::uint64_t, group_dimensions_max>;

// The part of a question that all statistics over deals share: which deals, grouped by what.
class DealSelection {
public:
    // Adds to `problems` what cannot be read.
    DealSelection(const ReadQuestion&, const DimensionContext&, Problems& problems);

    bool selects(const Deal& deal) const {
        for (const auto& [dimension, keys] : filters_)
            if (std::find(keys.begin(), keys.end(), dimension->key(deal)) == keys.end()) return false;
        return true;
    }
    GroupKey group(const Deal& deal) const {
        GroupKey key{};
        for (std::size_t i = 0; i < groups_.size(); ++i) key[i] = groups_[i]->key(deal);
        return key;
    }
    json::object label(const GroupKey&, const DimensionContext&) const;

    static std::vector<ReadParameter> parameters();

private:
    std::vector<const Dimension*> groups_;
    std::vector<std::pair<const Dimension*, std::vector<std::uint64_t>>> filters_;
};

// The dimensions that lists about deals of one outcome are filtered by, as parameters.
std::vector<ReadParameter> deal_filters();

json::object named(Entity, const DimensionContext&);  // {"id":"emp-7","name":"Li Wei"}, the name of the instant
json::value named_or_unknown(Entity, const DimensionContext&);  // "unknown" for none
json::value named_or_null(Entity, const DimensionContext&);
json::value amounts_json(const std::vector<std::pair<Currency, WideSum>>& minor);

struct GroupHash {
    std::size_t operator()(const GroupKey& key) const noexcept {
        std::uint64_t mixed = 0;
        for (const auto part : key) mixed = (mixed ^ part) * 0x9E3779B97F4A7C15ULL, mixed ^= mixed >> 32;
        return mixed;
    }
};

}  // namespace foxtrail
