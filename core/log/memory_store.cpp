#include "core/log/store.hpp"

#include <array>
#include <map>
#include <mutex>
#include <shared_mutex>

namespace foxtrail {

namespace {

class MemoryStore final : public Store {
public:
    std::optional<std::string> get(Family family, std::string_view key) const override {
        const std::shared_lock lock(mutex_);
        const auto found = of(family).find(key);
        if (found == of(family).end()) return std::nullopt;
        return found->second;
    }

    void scan(Family family, std::string_view from, std::string_view before, const Visit& visit) const override {
        const std::shared_lock lock(mutex_);
        for (auto at = of(family).lower_bound(from); at != of(family).end(); ++at) {
            if (!before.empty() && at->first >= before) return;
            if (!visit(at->first, at->second)) return;
        }
    }

    std::optional<std::pair<std::string, std::string>> last(Family family, std::string_view from, std::string_view at) const override {
        const std::shared_lock lock(mutex_);
        auto found = of(family).upper_bound(at);
        if (found == of(family).begin() || (--found)->first < from) return std::nullopt;
        return *found;
    }

    void write(const Batch& batch, Durability) override {
        const std::unique_lock lock(mutex_);
        for (const auto& [family, key, value] : batch.operations) {
            auto& table = families_[static_cast<std::size_t>(family)];
            if (value)
                table.insert_or_assign(key, *value);
            else
                table.erase(key);
        }
    }

private:
    using Table = std::map<std::string, std::string, std::less<>>;
    const Table& of(Family family) const { return families_[static_cast<std::size_t>(family)]; }

    mutable std::shared_mutex mutex_;
    std::array<Table, family_count> families_;
};

}  // namespace

std::unique_ptr<Store> open_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace foxtrail
