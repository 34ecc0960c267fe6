// The keys of people, and what they seal: erasing a person is destroying his key, while the log stays whole.
//
// Form:    XChaCha20-Poly1305 (libsodium's secretbox), under a key of 32 random bytes a person. The nonce is a keyed hash
//          of the text, so that the same text of the same person seals to the same bytes and "already so" can be told;
//          nothing else is told by it.
//              sealed := kind:u32be  number:u32be  nonce:24  box
// Keys:    in Family::meta, put in the batch of the first event that needs them. What erases a person removes his key in the
//          batch of that event; forget_erased() then rewrites the files that held it.
// Threads: seal() from the writer; open() from any thread.
#pragma once

#include "core/log/store.hpp"
#include "core/private.hpp"

#include <unordered_map>

namespace foxtrail {

class Vault {
public:
    // With a seed, keys are made of it, the same each time: for simulated people, never for real ones.
    explicit Vault(const Store& store, std::string keys_seed = {}) : store_(store), keys_seed_(std::move(keys_seed)) {}

    // Makes the person's key when he has none. Nobody is asked for the key of one who is being registered.
    Sealed seal(Entity person, std::string_view text, bool is_newborn = false);
    // Whether what was sealed since the last time has been recorded: keys made for what was not are let go of, so that one who was
    // erased has none again because somebody tried to write about him.
    void settle(bool recorded);
    // Adds the keys made since the last time to the batch of the events that need them.
    void flush(Batch& batch);
    // Adds the destruction of a person's key to the batch of the event that says so.
    void destroy_key(Batch& batch, Entity person);

private:
    static constexpr std::size_t known_max = 10'000;

    std::optional<std::string> key_of(Entity person, bool is_newborn);
    std::string new_key(std::string_view person) const;

    const Store& store_;
    const std::string keys_seed_;
    // For what is not recorded yet; not in the store yet; in the store, and asked for lately, but no longer once destroyed.
    std::unordered_map<Entity, std::string> tried_, made_, known_;
};

// The text, or nothing when the key was destroyed. Errors: CorruptBytes when the bytes are not what was sealed.
std::optional<std::string> opened(const Store&, const Sealed&);

}  // namespace foxtrail
