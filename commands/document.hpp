// Registering documents, adding versions, sharing, discussing and reusing them.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/document.hpp"

namespace foxtrail {

struct Document {
    DocumentId id;
    Entity about;
    DocumentKind kind = DocumentKind::other;
    DocumentVersion version;  // the newest
    std::vector<Entity> shared_with;
    std::vector<OpportunityId> reused_for;  // the last ones
    Time changed;                           // valid time of the newest version
};
BOOST_DESCRIBE_STRUCT(Document, (), (id, about, kind, version, shared_with, reused_for, changed))
template <>
struct StateOf<DocumentId> { using type = Document; };

inline constexpr std::uint32_t document_versions_max = 1'000;
inline constexpr std::size_t document_shares_max = 200;
inline constexpr std::size_t reuses_remembered_max = 100;  // a repetition is known as one among the last so many deals

void evolve(Document&, const DocumentRegistered&, const Meta&);
void evolve(Document&, const DocumentVersionAdded&, const Meta&);
void evolve(Document&, const DocumentShared&, const Meta&);
void evolve(Document&, const DocumentReused&, const Meta&);

struct RegisterDocument {
    static constexpr CommandType type{"document.register", "登记文档"};
    static constexpr std::string_view doc = "Register a document about a customer or an opportunity. A position owns it, so that it outlasts its author.";
    Entity about;
    DocumentKind kind = DocumentKind::other;
    std::string title;
    std::string owner_position;
    std::string content_hash;
    std::uint64_t size_bytes = 0;
};
BOOST_DESCRIBE_STRUCT(RegisterDocument, (), (about, kind, title, owner_position, content_hash, size_bytes))

struct AddDocumentVersion {
    static constexpr CommandType type{"document.add_version", "增加文档版本"};
    static constexpr std::string_view doc = "Give a document another version. Gates it was approved for open again for that one.";
    Ref<DocumentId> document;
    std::string content_hash;
    std::uint64_t size_bytes = 0;
    std::string note;
    static constexpr auto target = &AddDocumentVersion::document;
};
BOOST_DESCRIBE_STRUCT(AddDocumentVersion, (), (document, content_hash, size_bytes, note))

struct ShareDocument {
    static constexpr CommandType type{"document.share", "分享文档"};
    static constexpr std::string_view doc = "Share a document with an employee or a department.";
    Ref<DocumentId> document;
    Entity with;
    static constexpr auto target = &ShareDocument::document;
};
BOOST_DESCRIBE_STRUCT(ShareDocument, (), (document, with))

struct CommentDocument {
    static constexpr CommandType type{"document.comment", "评论文档"};
    static constexpr std::string_view doc = "Say something about the newest version of a document.";
    Ref<DocumentId> document;
    std::string text;
    static constexpr auto target = &CommentDocument::document;
};
BOOST_DESCRIBE_STRUCT(CommentDocument, (), (document, text))

struct RecordDocumentReuse {
    static constexpr CommandType type{"document.record_reuse", "登记文档复用"};
    static constexpr std::string_view doc = "Note that a document served another opportunity than the one it is about.";
    Ref<DocumentId> document;
    Ref<OpportunityId> opportunity;
    static constexpr auto target = &RecordDocumentReuse::document;
};
BOOST_DESCRIBE_STRUCT(RecordDocumentReuse, (), (document, opportunity))

using DocumentCommands = boost::mp11::mp_list<RegisterDocument, AddDocumentVersion, ShareDocument, CommentDocument, RecordDocumentReuse>;
NounEntry document_noun();

}  // namespace foxtrail
