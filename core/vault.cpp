#include "core/vault.hpp"

#include "core/binary.hpp"
#include "core/vault_key.hpp"

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

void begin_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be started");
}

}  // namespace

Sealed Vault::seal(Entity person, std::string_view text) {
    begin_sodium();
    const std::string name = person_name(person);
    auto key = key_of(person);
    if (!key) {
        key.emplace(key_bytes, '\0');
        randombytes_buf(key->data(), key_bytes);
        tried_.emplace(person, *key);
    }
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

void give_key(Store& store, Entity person, std::string_view seed) {
    begin_sodium();
    const std::string name = person_name(person);
    const std::string from = std::string(seed) + name;
    std::string key(key_bytes, '\0');
    crypto_generichash(bytes(key), key_bytes, bytes(std::string_view(from)), from.size(), nullptr, 0);
    Batch batch;
    batch.put(Family::meta, key_name(person), key);
    store.write(batch, Durability::buffered);
}

std::optional<std::string> Vault::key_of(Entity person) const {
    if (const auto tried = tried_.find(person); tried != tried_.end()) return tried->second;
    if (const auto made = made_.find(person); made != made_.end()) return made->second;
    return store_.get(Family::meta, key_name(person));
}

void Vault::settle(bool recorded) {
    if (recorded) made_.merge(tried_);
    tried_.clear();
}

void Vault::flush(Batch& batch) {
    for (auto& [person, key] : made_) batch.put(Family::meta, key_name(person), std::move(key));
    made_.clear();
}

void Vault::destroy_key(Batch& batch, Entity person) {
    made_.erase(person);
    batch.erase(Family::meta, key_name(person));
}

}  // namespace foxtrail
