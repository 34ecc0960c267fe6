#include "http/server/gzip.hpp"

#include "http/server/url_text.hpp"

#include <zlib.h>

#include <stdexcept>

namespace foxtrail {

std::string gzipped(std::string_view bytes) {
    constexpr int level = 5;  // about the ratio of 6 on JSON, in two thirds of its time
    constexpr int gzip_window_bits = 15 + 16;
    constexpr int memory_level = 8;
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window_bits, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::runtime_error("gzip did not end");
    return out;
}

bool worth_gzip(std::string_view content_type) {
    for (const std::string_view part : {"text/", "json", "xml", "javascript"})
        if (content_type.find(part) != std::string_view::npos) return true;
    return false;
}

static bool weight_is_zero(std::string_view parameters) {
    const auto q = parameters.find("q=");
    return q != std::string_view::npos && parameters.find_first_not_of("0. ", q + 2) == std::string_view::npos;
}

bool accepts_gzip(std::string_view accept_encoding) {
    bool named = false, accepted = false, any = false;
    for_each_element(accept_encoding, [&](std::string_view element) {
        const auto end = element.find_first_of("; ");
        const std::string_view coding = element.substr(0, end);
        const bool wanted = end == std::string_view::npos || !weight_is_zero(element.substr(end));
        if (same_letters(coding, "gzip")) named = true, accepted = wanted;
        else if (coding == "*") any = wanted;
    });
    return named ? accepted : any;
}

}  // namespace foxtrail
