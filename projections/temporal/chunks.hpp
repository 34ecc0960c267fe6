// A sequence that grows without moving what is there and without reserving twice what it needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace foxtrail {

template <class T, std::size_t chunk_items = 4'096>
class Chunks {
public:
    std::size_t size() const { return size_; }
    T& operator[](std::size_t index) { return chunks_[index / chunk_items][index % chunk_items]; }
    const T& operator[](std::size_t index) const { return chunks_[index / chunk_items][index % chunk_items]; }

    // New items are T{}.
    void grow_to(std::size_t size) {
        while (chunks_.size() * chunk_items < size) chunks_.push_back(std::make_unique<T[]>(chunk_items));
        if (size > size_) size_ = size;
    }
    void push_back(const T& item) {
        grow_to(size_ + 1);
        (*this)[size_ - 1] = item;
    }
    const T& back() const { return (*this)[size_ - 1]; }
    std::size_t bytes() const { return chunks_.size() * chunk_items * sizeof(T); }

private:
    std::vector<std::unique_ptr<T[]>> chunks_;
    std::size_t size_ = 0;
};

}  // namespace foxtrail
