// Memory for what tables keep. Rows are looked up here and there among hundreds of megabytes: with pages of 4 KB the processor
// waits as long for where a row is as for the row itself, so blocks come from huge pages where the system has them
// (docs/adr/0015-replay.md). A block given back waits for the next one of its size; none goes back to the system.
//
// Threads: any.
#pragma once

#include <cstddef>

namespace foxtrail {

inline constexpr std::size_t huge_page_bytes = 2 << 20;

// Aligned for any type, its bytes unwritten. `bytes` is a multiple of that alignment and at most huge_page_bytes. Errors: std::bad_alloc.
void* take_block(std::size_t bytes);
void give_back_block(void* block, std::size_t bytes) noexcept;

}  // namespace foxtrail
