#ifndef OCTAVO_SERVER_CORE_TABLE_H_
#define OCTAVO_SERVER_CORE_TABLE_H_

#include <map>
#include <optional>
#include <utility>

namespace octavo {

/// A map that remembers what was changed since the last Accept(), so that one command's changes can be listed, written
/// and, where that fails, taken back. Pointers stay valid until their entry is erased or taken back. Thread-compatible.
template <typename Key, typename Value>
class Table {
 public:
  using Map = std::map<Key, Value>;

  const Value* Find(const Key& key) const {
    const auto it = map_.find(key);
    return it == map_.end() ? nullptr : &it->second;
  }
  bool Contains(const Key& key) const { return map_.contains(key); }
  const Map& map() const { return map_; }

  /// REQUIRES: `key` is there.
  Value& Edit(const Key& key) {
    Value& value = map_.find(key)->second;
    before_.try_emplace(key, value);
    return value;
  }
  /// Adds or replaces.
  Value& Put(const Key& key, Value value) {
    Remember(key);
    return map_.insert_or_assign(key, std::move(value)).first->second;
  }
  void Erase(const Key& key) {
    Remember(key);
    map_.erase(key);
  }

  /// What was touched since the last Accept(), with the value before (nothing where it was added).
  const std::map<Key, std::optional<Value>>& before() const { return before_; }
  /// Keeps the changes.
  void Accept() { before_.clear(); }
  /// Takes them back.
  void Undo() {
    for (auto& [key, value] : before_) {
      if (value.has_value()) {
        map_.insert_or_assign(key, *std::move(value));
      } else {
        map_.erase(key);
      }
    }
    before_.clear();
  }
  /// Changes the map without remembering: for values that are on disk already.
  void Load(const Key& key, Value value) { map_.insert_or_assign(key, std::move(value)); }
  void Forget(const Key& key) { map_.erase(key); }

 private:
  void Remember(const Key& key) {
    const auto it = map_.find(key);
    before_.try_emplace(key, it == map_.end() ? std::nullopt : std::optional<Value>(it->second));
  }

  Map map_;
  std::map<Key, std::optional<Value>> before_;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_CORE_TABLE_H_
