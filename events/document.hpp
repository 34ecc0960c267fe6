// Documents of the company: versions told apart by the hash of their content, owned by a position and not by a person.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

enum class DocumentKind : std::uint8_t { proposal = 1, implementation_plan, contract, minutes, other };
BOOST_DESCRIBE_ENUM(DocumentKind, proposal, implementation_plan, contract, minutes, other)

struct DocumentVersion {
    std::uint32_t number = 0;  // from 1
    std::string content_hash;  // "sha256:" and 64 lower-case hexadecimal digits
    std::uint64_t size_bytes = 0;
    bool operator==(const DocumentVersion&) const = default;
};
BOOST_DESCRIBE_STRUCT(DocumentVersion, (), (number, content_hash, size_bytes))

struct DocumentRegistered {
    static constexpr EventType type{"document.registered", 1, "文档登记"};
    static constexpr std::string_view doc = "A document about a customer or an opportunity became the company's, in its first version.";
    DocumentId document;
    Entity about;  // customer, opportunity
    DocumentKind kind;
    std::string title;
    std::string owner_position;  // whoever holds it answers for the document
    DocumentVersion version;
    bool operator==(const DocumentRegistered&) const = default;
};
BOOST_DESCRIBE_STRUCT(DocumentRegistered, (), (document, about, kind, title, owner_position, version))

// The others name what the document is about too, so that the history of a deal tells what became of its documents.
struct DocumentVersionAdded {
    static constexpr EventType type{"document.version_added", 1, "文档新版本"};
    static constexpr std::string_view doc = "A document got a new version; the versions before stay.";
    DocumentId document;
    Entity about;
    DocumentVersion from, to;
    std::string note;
    bool operator==(const DocumentVersionAdded&) const = default;
};
BOOST_DESCRIBE_STRUCT(DocumentVersionAdded, (), (document, about, from, to, note))

struct DocumentShared {
    static constexpr EventType type{"document.shared", 1, "文档分享"};
    static constexpr std::string_view doc = "A document was shared with an employee or a department.";
    DocumentId document;
    Entity about;
    Entity with;  // employee, department
    bool operator==(const DocumentShared&) const = default;
};
BOOST_DESCRIBE_STRUCT(DocumentShared, (), (document, about, with))

struct DocumentCommented {
    static constexpr EventType type{"document.commented", 1, "文档评论"};
    static constexpr std::string_view doc = "Somebody said something about a version of a document.";
    DocumentId document;
    Entity about;
    std::uint32_t version;
    std::string text;
    bool operator==(const DocumentCommented&) const = default;
};
BOOST_DESCRIBE_STRUCT(DocumentCommented, (), (document, about, version, text))

struct DocumentReused {
    static constexpr EventType type{"document.reused", 1, "文档复用"};
    static constexpr std::string_view doc = "A version of a document served another opportunity than the one it was made for.";
    DocumentId document;
    Entity about;
    OpportunityId opportunity;
    std::uint32_t version;
    bool operator==(const DocumentReused&) const = default;
};
BOOST_DESCRIBE_STRUCT(DocumentReused, (), (document, about, opportunity, version))

using DocumentEvents = boost::mp11::mp_list<DocumentRegistered, DocumentVersionAdded, DocumentShared, DocumentCommented, DocumentReused>;

}  // namespace foxtrail
