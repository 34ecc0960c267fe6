// Beast's tokeniser, filling a Request that is used again and again, and stricter where the framing is in doubt.
//
// Refused beyond what Beast 1.81 refuses: Content-Length beside Transfer-Encoding in any order, any transfer coding but one "chunked",
// a missing or second Host in HTTP/1.1, and a header whose total is over the limit (Beast forgets what it has parsed, so a header that
// drips in may be twice as long). Trailer fields are dropped.
#pragma once

#include "http/server/message.hpp"

#include <boost/beast/http/basic_parser.hpp>

namespace foxtrail {

namespace http = boost::beast::http;

class RequestParser : public http::basic_parser<true> {
  public:
    // The body goes to `body`, at most `body_bytes_max` of it. Both must outlive the parser.
    RequestParser(Request& request, std::size_t header_bytes_max);
    void send_body_to(std::string& body, std::size_t body_bytes_max);

    // Why the request is not taken, after an error; 0 when Beast found it.
    int refusal_status() const { return refusal_status_; }
    std::string_view refusal() const { return refusal_; }
    // What may still come before the header is too large, counting what is parsed only.
    std::size_t header_bytes_left() const { return header_bytes_left_; }
    bool is_http_1_0() const { return version() == 10; }
    int version() const { return version_; }
    bool expects_continue() const { return expects_continue_; }

  private:
    using Error = boost::beast::error_code;
    using View = boost::beast::string_view;
    void on_request_impl(http::verb, View, View target, int version, Error&) override;
    void on_field_impl(http::field, View name, View value, Error&) override;
    void on_header_impl(Error&) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
    std::size_t on_body_impl(View, Error&) override;
    void on_chunk_header_impl(std::uint64_t, View, Error&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, View, Error&) override;
    void on_finish_impl(Error&) override {}
    void on_response_impl(int, View, int, Error&) override {}

    void refuse(int status, std::string_view why, Error&);

    Request& request_;
    std::string* body_ = nullptr;
    std::size_t header_bytes_left_;
    std::size_t body_bytes_left_ = 0;
    int version_ = 11;
    int refusal_status_ = 0;
    std::string_view refusal_;
    int hosts_ = 0;
    bool has_length_ = false, has_coding_ = false, expects_continue_ = false, header_done_ = false;
};

}  // namespace foxtrail
