#include "projections/temporal/huge_pages.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <new>
#include <utility>

namespace foxtrail {
namespace {

struct GivenBack {
    GivenBack* next;
};

class Blocks {
public:
    void* take(std::size_t bytes) {
        const std::lock_guard lock(mutex_);
        GivenBack*& last = given_back_[bytes];
        if (last) return std::exchange(last, last->next);
        for (Room& spare : spare_)
            if (spare.bytes >= bytes) return cut(spare, bytes);
        if (bytes > rest_.bytes) begin_page();
        return cut(rest_, bytes);
    }
    void give_back(void* block, std::size_t bytes) noexcept {
        const std::lock_guard lock(mutex_);
        GivenBack*& last = given_back_.find(bytes)->second;
        last = new (block) GivenBack{last};
    }

private:
    struct Room {
        char* begin = nullptr;
        std::size_t bytes = 0;
    };
    static void* cut(Room& from, std::size_t bytes) {
        from.bytes -= bytes;
        return std::exchange(from.begin, from.begin + bytes);
    }

    void begin_page() {
        leave_spare(std::exchange(rest_, {}));
        page_ = page_ && page_ + huge_page_bytes < region_end_ ? page_ + huge_page_bytes : begin_region();
        rest_ = {page_, huge_page_bytes};
    }
    // For blocks that are smaller than the one that did not fit; of many such rests the larger ones are kept.
    void leave_spare(Room rest) {
        const auto least = std::ranges::min_element(spare_, {}, &Room::bytes);
        if (least->bytes < rest.bytes) *least = rest;
    }
    // Address space for some pages, since a process can have only so many mappings.
    char* begin_region() {
        void* const mapped = ::mmap(nullptr, region_bytes + huge_page_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (mapped == MAP_FAILED) throw std::bad_alloc();
        const auto first = (reinterpret_cast<std::uintptr_t>(mapped) + huge_page_bytes - 1) / huge_page_bytes * huge_page_bytes;
        char* const region = reinterpret_cast<char*>(first);
        (void)::madvise(region, region_bytes, MADV_HUGEPAGE);  // refused, its pages stay many small ones
        region_end_ = region + region_bytes;
        return region;
    }

    static constexpr std::size_t region_bytes = 32 * huge_page_bytes;

    std::mutex mutex_;
    std::map<std::size_t, GivenBack*> given_back_;           // by size, the last one first
    char *page_ = nullptr, *region_end_ = nullptr;           // the page at hand, the end of what is mapped
    Room rest_;                                              // what is left of the page
    std::array<Room, 16> spare_{};                           // and of those before
};

Blocks& blocks() {
    static Blocks* const blocks = new Blocks;  // tables may go after everything else
    return *blocks;
}

}  // namespace

void* take_block(std::size_t bytes) { return blocks().take(bytes); }
void give_back_block(void* block, std::size_t bytes) noexcept { blocks().give_back(block, bytes); }

}  // namespace foxtrail
