#include "projections/temporal/huge_pages.hpp"

#include <sys/mman.h>

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
        if (bytes > left_) begin_page();
        left_ -= bytes;
        return std::exchange(next_, next_ + bytes);
    }
    void give_back(void* block, std::size_t bytes) noexcept {
        const std::lock_guard lock(mutex_);
        GivenBack*& last = given_back_.find(bytes)->second;
        last = new (block) GivenBack{last};
    }

private:
    // Only a full page is to be a huge one: the system then makes it one in the background. To be given a huge one at first touch
    // can take milliseconds, which a replay would wait for.
    void begin_page() {
        if (page_) (void)::madvise(page_, huge_page_bytes, MADV_HUGEPAGE);  // refused, it stays many small ones
        page_ = page_ && page_ + huge_page_bytes < region_end_ ? page_ + huge_page_bytes : begin_region();
        next_ = page_, left_ = huge_page_bytes;
    }
    // Address space for some pages, since a process can have only so many mappings.
    char* begin_region() {
        void* const mapped = ::mmap(nullptr, region_bytes + huge_page_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (mapped == MAP_FAILED) throw std::bad_alloc();
        const auto first = (reinterpret_cast<std::uintptr_t>(mapped) + huge_page_bytes - 1) / huge_page_bytes * huge_page_bytes;
        region_end_ = reinterpret_cast<char*>(first + region_bytes);
        return reinterpret_cast<char*>(first);
    }

    static constexpr std::size_t region_bytes = 32 * huge_page_bytes;

    std::mutex mutex_;
    std::map<std::size_t, GivenBack*> given_back_;           // by size, the last one first
    char *page_ = nullptr, *next_ = nullptr, *region_end_ = nullptr;  // the page at hand, what is left of it, the end of what is mapped
    std::size_t left_ = 0;
};

Blocks& blocks() {
    static Blocks* const blocks = new Blocks;  // tables may go after everything else
    return *blocks;
}

}  // namespace

void* take_block(std::size_t bytes) { return blocks().take(bytes); }
void give_back_block(void* block, std::size_t bytes) noexcept { blocks().give_back(block, bytes); }

}  // namespace foxtrail
