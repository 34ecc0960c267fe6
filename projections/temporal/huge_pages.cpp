#include "projections/temporal/huge_pages.hpp"

#include <sys/mman.h>

#include <cstdlib>
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
    // can take milliseconds, which a start and a replay would wait for.
    void begin_page() {
        void* const page = std::aligned_alloc(huge_page_bytes, huge_page_bytes);
        if (!page) throw std::bad_alloc();
        if (page_) (void)::madvise(page_, huge_page_bytes, MADV_HUGEPAGE);  // refused, it stays many small ones
        page_ = next_ = static_cast<char*>(page), left_ = huge_page_bytes;
    }

    std::mutex mutex_;
    std::map<std::size_t, GivenBack*> given_back_;  // by size, the last one first
    char *page_ = nullptr, *next_ = nullptr;  // the page at hand, and what is left of it
    std::size_t left_ = 0;
};

Blocks& blocks() {
    static Blocks* const blocks = new Blocks;  // tables may go after everything else
    return *blocks;
}

constexpr std::size_t rounded(std::size_t bytes) { return (bytes + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t); }

}  // namespace

void* take_block(std::size_t bytes) { return blocks().take(rounded(bytes)); }
void give_back_block(void* block, std::size_t bytes) noexcept { blocks().give_back(block, rounded(bytes)); }

}  // namespace foxtrail
