// The binary form of described structs, in the log and in decision states.
//
//   value    := unsigned: LEB128 | signed: zigzag LEB128 | bool, enum, percent: one LEB128
//             | string: length, bytes | optional, stated: 0 or 1, value | vector: count, values | struct: members in order
//   Id, Time, Date, Currency are the number inside them; an Entity is its kind and its number.
//
// There are no tags: the name and version of the event type say what the bytes are, and a released one never changes.
// Errors: reading past the end or an impossible value throws CorruptBytes; trailing bytes are the caller's to check.
#pragma once

#include "core/money.hpp"
#include "core/percent.hpp"
#include "core/reflect.hpp"
#include "core/time.hpp"

#include <cstring>
#include <stdexcept>

namespace foxtrail {

struct CorruptBytes : std::runtime_error {
    using std::runtime_error::runtime_error;
};

inline constexpr std::size_t varint_bytes_max = 10;

// Where it ends; there is room for varint_bytes_max.
inline char* put_varint(char* out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) *out++ = static_cast<char>(value | 0x80);
    *out++ = static_cast<char>(value);
    return out;
}
inline void put_varint(std::string& out, std::uint64_t value) {
    if (value < 0x80) return out.push_back(static_cast<char>(value));
    char buffer[varint_bytes_max];
    out.append(buffer, static_cast<std::size_t>(put_varint(buffer, value) - buffer));
}

inline std::uint64_t take_long_varint(std::string_view& in) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < in.size() && i < 10; ++i) {
        const auto byte = static_cast<unsigned char>(in[i]);
        value |= std::uint64_t{byte & 0x7FU} << (7 * i);
        if (byte < 0x80) {
            in.remove_prefix(i + 1);
            return value;
        }
    }
    throw CorruptBytes("a number is cut off");
}

// Most numbers take one byte, and most others two.
[[gnu::always_inline]] inline std::uint64_t take_varint(std::string_view& in) {
    if (in.size() >= 2) [[likely]] {
        const auto first = static_cast<unsigned char>(in[0]), second = static_cast<unsigned char>(in[1]);
        if (first < 0x80) {
            in.remove_prefix(1);
            return first;
        }
        if (second < 0x80) {
            in.remove_prefix(2);
            return std::uint64_t{first & 0x7FU} | std::uint64_t{second} << 7;
        }
    }
    return take_long_varint(in);
}

inline std::uint64_t zigzag(std::int64_t value) {
    return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}
inline std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

inline std::string_view take_bytes(std::string_view& in, std::uint64_t size) {
    if (size > in.size()) throw CorruptBytes("a value is cut off");
    const std::string_view bytes = in.substr(0, size);
    in.remove_prefix(size);
    return bytes;
}

template <class T>
void encode(std::string& out, const T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
        put_varint(out, value.size());
        out += value;
    } else if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool> || std::is_unsigned_v<T>) {
        put_varint(out, static_cast<std::uint64_t>(value));
    } else if constexpr (std::is_integral_v<T>) {
        put_varint(out, zigzag(value));
    } else if constexpr (AnId<T>) {
        put_varint(out, value.number);
    } else if constexpr (std::is_same_v<T, Entity>) {
        put_varint(out, value.kind.code);
        put_varint(out, value.number);
    } else if constexpr (std::is_same_v<T, Time>) {
        put_varint(out, zigzag(value.us));
    } else if constexpr (std::is_same_v<T, Date>) {
        put_varint(out, zigzag(value.days));
    } else if constexpr (std::is_same_v<T, Currency>) {
        put_varint(out, value.code);
    } else if constexpr (std::is_same_v<T, Money>) {
        encode(out, value.minor);
        encode(out, value.currency);
    } else if constexpr (std::is_same_v<T, Percent>) {
        put_varint(out, value.value);
    } else if constexpr (std::is_same_v<T, ExternalKey>) {
        encode(out, value.text);
    } else if constexpr (ARef<T>) {
        encode(out, value.id);
        encode(out, value.key);
    } else if constexpr (AnOptional<T>) {
        put_varint(out, value.has_value());
        if (value) encode(out, *value);
    } else if constexpr (AStated<T>) {
        encode(out, value.value);
    } else if constexpr (AVector<T>) {
        put_varint(out, value.size());
        for (const auto& item : value) encode(out, item);
    } else {
        static_assert(Described<T>, "describe the struct, or give its type a binary form here");
        for_each_member(value, [&](std::string_view, const auto& member) { encode(out, member); });
    }
}

// All of `value` is assigned, and what memory it has is used again: reading many allocates little.
template <class T>
void decode(std::string_view& in, T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
        const std::string_view bytes = take_bytes(in, take_varint(in));
        value.clear(), value.append(bytes);
    } else if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool> || std::is_unsigned_v<T>) {
        value = static_cast<T>(take_varint(in));
    } else if constexpr (std::is_integral_v<T>) {
        value = static_cast<T>(unzigzag(take_varint(in)));
    } else if constexpr (AnId<T>) {
        value.number = static_cast<std::uint32_t>(take_varint(in));
    } else if constexpr (std::is_same_v<T, Entity>) {
        value.kind.code = static_cast<std::uint32_t>(take_varint(in));
        value.number = static_cast<std::uint32_t>(take_varint(in));
    } else if constexpr (std::is_same_v<T, Time>) {
        value.us = unzigzag(take_varint(in));
    } else if constexpr (std::is_same_v<T, Date>) {
        value.days = static_cast<std::int32_t>(unzigzag(take_varint(in)));
    } else if constexpr (std::is_same_v<T, Currency>) {
        value.code = static_cast<std::uint16_t>(take_varint(in));
    } else if constexpr (std::is_same_v<T, Money>) {
        decode(in, value.minor);
        decode(in, value.currency);
    } else if constexpr (std::is_same_v<T, Percent>) {
        value.value = static_cast<std::uint8_t>(take_varint(in));
    } else if constexpr (std::is_same_v<T, ExternalKey>) {
        decode(in, value.text);
    } else if constexpr (ARef<T>) {
        decode(in, value.id);
        decode(in, value.key);
    } else if constexpr (AnOptional<T>) {
        if (take_varint(in) == 0) value.reset();
        else decode(in, value ? *value : value.emplace());
    } else if constexpr (AStated<T>) {
        decode(in, value.value);
    } else if constexpr (AVector<T>) {
        const std::uint64_t count = take_varint(in);
        if (count > in.size()) throw CorruptBytes("a list is cut off");  // every item takes a byte or more
        value.resize(count);
        for (auto& item : value) decode(in, item);
    } else {
        static_assert(Described<T>, "describe the struct, or give its type a binary form here");
        for_each_member(value, [&](std::string_view, auto& member) { decode(in, member); });
    }
}

template <class T>
std::string encoded(const T& value) {
    std::string bytes;
    encode(bytes, value);
    return bytes;
}

// The value that `bytes` are, whole. Errors: CorruptBytes when they are cut off or too many.
template <class T>
T decoded(std::string_view bytes) {
    T value{};
    decode(bytes, value);
    if (!bytes.empty()) throw CorruptBytes("bytes are left over behind a value");
    return value;
}

}  // namespace foxtrail
