// The kept form of a table: what was added to it since the segment began.
//
//   texts       := (length, bytes)*                             each text got the next number
//   corrections := (corrected position, correcting position)*
//   births      := (id, position step, valid step, cell for each attribute)*
//   changes     := (attribute byte, id, position step, valid step, cell)*
//
// Numbers are LEB128. Ids and valid times are zigzag differences from the entry before, positions plain ones; each list
// begins at zero.
#pragma once

#include "core/binary.hpp"
#include "projections/temporal/change.hpp"

namespace foxtrail {

struct KeptTable {
    std::vector<std::string> attributes;
    std::string texts, corrections, births, changes;
};
BOOST_DESCRIBE_STRUCT(KeptTable, (), (attributes, texts, corrections, births, changes))

// The stamp of an entry relative to the one before.
class JournalStamp {
public:
    std::uint32_t id = 0;
    Position position = 0;
    Time valid_at{0};

    void put(std::string& out, std::uint32_t to_id, Position to_position, Time to_valid_at) {
        put_varint(out, zigzag(std::int64_t{to_id} - std::int64_t{id}));
        put_varint(out, to_position - position);
        put_varint(out, zigzag(to_valid_at.us - valid_at.us));
        id = to_id, position = to_position, valid_at = to_valid_at;
    }
    void take(std::string_view& in) {
        id += static_cast<std::uint32_t>(unzigzag(take_varint(in)));
        position += take_varint(in);
        valid_at.us += unzigzag(take_varint(in));
    }
};

}  // namespace foxtrail
