// A sequence that grows without moving what is there and without reserving twice what it needs.
#pragma once

#include "projections/temporal/huge_pages.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

namespace foxtrail {

template <class T, std::size_t chunk_items = 4'096>
class Chunks {
public:
    std::size_t size() const { return size_; }
    T& operator[](std::size_t index) { return chunks_[index / chunk_items].get()[index % chunk_items]; }
    const T& operator[](std::size_t index) const { return chunks_[index / chunk_items].get()[index % chunk_items]; }

    // New items are T{}; whole numbers, only ever added so, are made a chunk at a time.
    void grow_to(std::size_t size) {
        if constexpr (std::is_integral_v<T>) {
            for (; room() < size; add_chunk()) {}
            size_ = std::max(size_, size);
        } else {
            while (size_ < size) append() = T{};
        }
    }
    void push_back(const T& item) { append() = item; }
    // A new item, to be written where it is: what is made elsewhere member by member and then copied, the processor waits for.
    T& append() {
        if (size_ == room()) [[unlikely]] add_chunk();
        return newest_[size_++ % chunk_items];
    }
    const T& back() const { return (*this)[size_ - 1]; }
    std::size_t bytes() const { return chunks_.size() * chunk_bytes; }

private:
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>, "items are written into plain memory");
    static constexpr std::size_t chunk_bytes = chunk_items * sizeof(T);
    static_assert(chunk_bytes <= huge_page_bytes && chunk_bytes % alignof(std::max_align_t) == 0);
    struct GiveBack {
        void operator()(T* chunk) const { give_back_block(chunk, chunk_bytes); }
    };

    std::size_t room() const { return chunks_.size() * chunk_items; }
    void add_chunk() {
        newest_ = static_cast<T*>(take_block(chunk_bytes));
        chunks_.emplace_back(newest_);
        if constexpr (std::is_integral_v<T>) std::fill_n(newest_, chunk_items, T{});
    }

    std::vector<std::unique_ptr<T, GiveBack>> chunks_;
    T* newest_ = nullptr;  // chunk
    std::size_t size_ = 0;
};

}  // namespace foxtrail
