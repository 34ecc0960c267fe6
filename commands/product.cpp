#include "commands/product.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/naming.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule negative_price{"negative_price", "A list price cannot be below zero."};
}

void evolve(Product& product, const ProductListed& e, const Meta&) { product = {product.id, e.name, e.list_price}; }
void evolve(Product& product, const ProductRepriced& e, const Meta&) { product.list_price = e.to; }
void evolve(Product& product, const ProductRenamed& e, const Meta&) { product.name = e.to; }

static bool not_negative(const Stated<Money>& price) { return !price.value || price.value->minor >= 0; }

static Decision decide(const ListProduct& c, const Facts& f) {
    Decision d = named_newcomer(c.name, ProductId::kind, c.external_key, f);
    d.require(not_negative(c.list_price), rule::negative_price);
    if (!d.refused()) d.record(ProductListed{f.next_id<ProductId>(), c.name, c.line, c.list_price, c.external_key});
    return d;
}

static Decision decide(const Product& product, const RepriceProduct& c, const Facts&) {
    Decision d;
    d.require(not_negative(c.list_price), rule::negative_price);
    if (!d.refused() && c.list_price != product.list_price) d.record(ProductRepriced{product.id, product.list_price, c.list_price});
    return d;
}

static Decision decide(const Product& product, const RenameProduct& c, const Facts&) {
    return renamed(product.name, c.name, ProductRenamed{product.id, product.name, c.name});
}

NounEntry product_noun() { return {command_entries_of<ProductCommands>(), {state_entry<Product, ProductEvents>()}}; }

}  // namespace foxtrail
