#include "core/vault.hpp"

#include "core/binary.hpp"

#include <sodium.h>

#include <array>

namespace foxtrail {
namespace {

constexpr std::size_t person_bytes = 8, nonce_bytes = crypto_secretbox_xchacha20poly1305_NONCEBYTES, key_bytes = crypto_secretbox_xchacha20poly1305_KEYBYTES,
                      tag_bytes = crypto_secretbox_xchacha20poly1305_MACBYTES;

std::string key_name(std::string_view person) { return "person/" + std::string(person); }

std::string person_name(Entity person) {
    std::string name;
    put_be32(name, person.kind.code);
    put_be32(name, person.number);
    return name;
}

std::string key_name(Entity person) { return key_name(person_name(person)); }

unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// Before main(), since threads may come to it at once.
const bool sodium_has_begun = sodium_init() >= 0;

void begin_sodium() {
    if (!sodium_has_begun) throw std::runtime_error("libsodium cannot be started");
}

}  // namespace

std::string Vault::new_key(std::string_view person) const {
    std::string key(key_bytes, '\0');
    const std::string from = keys_seed_ + std::string(person);
    if (keys_seed_.empty()) randombytes_buf(key.data(), key_bytes);
    else crypto_generichash(bytes(key), key_bytes, bytes(std::string_view(from)), from.size(), nullptr, 0);
    return key;
}

Sealed Vault::seal(Entity person, std::string_view text, bool is_newborn) {
    begin_sodium();
    const std::string name = person_name(person);
    auto key = key_of(person, is_newborn);
    if (!key) key = tried_.emplace(person, new_key(name)).first->second;
    Sealed sealed{name + std::string(nonce_bytes + tag_bytes + text.size(), '\0')};
    unsigned char* nonce = bytes(sealed.bytes) + person_bytes;
    crypto_generichash(nonce, nonce_bytes, bytes(text), text.size(), bytes(*key), key_bytes);
    crypto_secretbox_xchacha20poly1305_easy(nonce + nonce_bytes, bytes(text), text.size(), nonce, bytes(*key));
    return sealed;
}

std::optional<std::string> opened(const Store& store, const Sealed& sealed) {
    if (sealed.bytes.size() < person_bytes + nonce_bytes + tag_bytes) throw CorruptBytes("sealed personal data is cut off");
    const std::string_view all = sealed.bytes;
    const auto key = store.get(Family::meta, key_name(all.substr(0, person_bytes)));
    if (!key) return std::nullopt;
    const std::string_view nonce = all.substr(person_bytes, nonce_bytes), box = all.substr(person_bytes + nonce_bytes);
    std::string text(box.size() - tag_bytes, '\0');
    if (crypto_secretbox_xchacha20poly1305_open_easy(bytes(text), bytes(box), box.size(), bytes(nonce), bytes(*key)) != 0)
        throw CorruptBytes("sealed personal data does not open with its key");
    return text;
}

std::optional<std::string> Vault::key_of(Entity person, bool is_newborn) {
    if (const auto tried = tried_.find(person); tried != tried_.end()) return tried->second;
    if (const auto made = made_.find(person); made != made_.end()) return made->second;
    if (is_newborn) return std::nullopt;
    if (const auto known = known_.find(person); known != known_.end()) return known->second;
    auto kept = store_.get(Family::meta, key_name(person));
    if (known_.size() >= known_max) known_.clear();
    if (kept) known_.emplace(person, *kept);
    return kept;
}

void Vault::settle(bool recorded) {
    if (recorded) made_.merge(tried_);
    tried_.clear();
}

void Vault::flush(Batch& batch) {
    for (const auto& [person, key] : made_) batch.put(Family::meta, key_name(person), key);
    if (known_.size() + made_.size() > known_max) known_.clear();
    known_.merge(made_);
    made_.clear();
}

void Vault::destroy_key(Batch& batch, Entity person) {
    made_.erase(person), known_.erase(person);
    batch.erase(Family::meta, key_name(person));
}

}  // namespace foxtrail
