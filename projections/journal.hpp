// The kept form of a table's changes: what was recorded since the segment began, in log order.
//
//   journal := entry*
//   entry   := tag, ...                                    numbers are LEB128, signed ones zigzag
//   tag     := attribute: id, position step, valid step, cell          a member changed
//            | 250: corrected position                                 the next change corrects that event
//            | 251: id, position step, valid step, count, cells        a row was born
//            | 252: length, bytes                                      a text got the next number
//
// Steps are differences from the entry before; a journal begins at zero.
#pragma once

#include "core/binary.hpp"
#include "events/event.hpp"
#include "projections/change.hpp"

namespace foxtrail {

class Journal {
public:
    static constexpr std::uint8_t reserved_tags = 250, corrects_tag = 250, born_tag = 251, text_tag = 252;

    void born(std::uint32_t id, Position position, Time valid_at, const std::vector<std::uint64_t>& cells) {
        stamp(born_tag, id, position, valid_at);
        put_varint(bytes_, cells.size());
        for (const auto cell : cells) put_varint(bytes_, cell);
    }
    void changed(std::uint32_t id, const Change& change, Position corrects) {
        if (corrects) {
            bytes_ += static_cast<char>(corrects_tag);
            put_varint(bytes_, corrects);
        }
        stamp(change.attribute(), id, change.position(), change.valid_at());
        put_varint(bytes_, change.cell());
    }
    void text(std::string_view text) {
        bytes_ += static_cast<char>(text_tag);
        put_varint(bytes_, text.size());
        bytes_ += text;
    }

    const std::string& bytes() const { return bytes_; }
    void begin() { bytes_.clear(), last_position_ = 0, last_valid_us_ = 0, last_id_ = 0; }
    // Goes on with a journal that was kept half full.
    void resume(std::string_view kept) {
        begin();
        bytes_ = kept;
        Reader reader(kept);
        while (reader.next()) {}
        last_position_ = reader.position, last_valid_us_ = reader.valid_at.us, last_id_ = reader.id;
    }

    // Reads entries; texts and corrections are told by their tags. Errors: CorruptBytes.
    struct Reader {
        explicit Reader(std::string_view kept) : rest(kept) {}
        std::string_view rest, text;
        std::uint8_t tag = 0;
        std::uint32_t id = 0;
        Position position = 0, corrects = 0;
        Time valid_at{0};
        std::uint64_t cell = 0;
        std::vector<std::uint64_t> cells;

        bool next() {
            if (rest.empty()) return false;
            corrects = 0;
            take_tag();
            if (tag == corrects_tag) {
                corrects = take_varint(rest);
                take_tag();
            }
            if (tag == text_tag) {
                text = take_bytes(rest, take_varint(rest));
                return true;
            }
            id += static_cast<std::uint32_t>(unzigzag(take_varint(rest)));
            position += take_varint(rest);
            valid_at.us += unzigzag(take_varint(rest));
            if (tag != born_tag) {
                cell = take_varint(rest);
                return true;
            }
            cells.resize(take_varint(rest) % 256);
            for (auto& each : cells) each = take_varint(rest);
            return true;
        }

    private:
        void take_tag() { tag = static_cast<std::uint8_t>(take_bytes(rest, 1).front()); }
    };

private:
    void stamp(std::uint8_t tag, std::uint32_t id, Position position, Time valid_at) {
        bytes_ += static_cast<char>(tag);
        put_varint(bytes_, zigzag(static_cast<std::int64_t>(id) - static_cast<std::int64_t>(last_id_)));
        put_varint(bytes_, position - last_position_);
        put_varint(bytes_, zigzag(valid_at.us - last_valid_us_));
        last_id_ = id, last_position_ = position, last_valid_us_ = valid_at.us;
    }
    std::string bytes_;
    std::uint32_t last_id_ = 0;
    Position last_position_ = 0;
    std::int64_t last_valid_us_ = 0;
};

}  // namespace foxtrail
