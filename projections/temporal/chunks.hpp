// Sequences that grow without moving what is there and without reserving twice what they need: of items, and of short texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string_view>
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

// Texts by their place, from 1 on. A text does not say where it ends: whoever wrote it knows.
class TextChunks {
public:
    static constexpr std::size_t chunk_bytes = 64 << 10;
    static constexpr std::uint32_t place_max = (1U << 30) - 1;

    std::uint32_t add(std::string_view text) {
        if (text.size() >= chunk_bytes) throw std::length_error("a text of a table is longer than 64 KiB");
        if (used_ + text.size() > chunk_bytes) chunks_.push_back(std::make_unique<char[]>(chunk_bytes)), used_ = chunks_.size() == 1;
        const std::size_t place = (chunks_.size() - 1) * chunk_bytes + used_;
        if (place > place_max) throw std::length_error("the texts of a table fill more than 1 GiB");
        std::memcpy(chunks_.back().get() + used_, text.data(), text.size());
        used_ += text.size();
        return static_cast<std::uint32_t>(place);
    }
    // From the place to the end of its chunk.
    std::string_view from(std::uint32_t place) const {
        return {chunks_[place / chunk_bytes].get() + place % chunk_bytes, chunk_bytes - place % chunk_bytes};
    }
    std::size_t bytes() const { return chunks_.size() * chunk_bytes; }

private:
    std::vector<std::unique_ptr<char[]>> chunks_;
    std::size_t used_ = chunk_bytes;
};

}  // namespace foxtrail
