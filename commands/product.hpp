// Listing and repricing products.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/product.hpp"

namespace foxtrail {

struct Product {
    ProductId id;
    std::string name;
    Stated<Money> list_price;
};
BOOST_DESCRIBE_STRUCT(Product, (), (id, name, list_price))
template <>
struct StateOf<ProductId> { using type = Product; };

void evolve(Product&, const ProductListed&, const Meta&);
void evolve(Product&, const ProductRepriced&, const Meta&);
void evolve(Product&, const ProductRenamed&, const Meta&);

struct ListProduct {
    static constexpr CommandType type{"product.list", "产品上架"};
    static constexpr std::string_view doc = "Add a product to the list.";
    std::string name;
    Stated<std::string> line;
    Stated<Money> list_price;
    std::optional<ExternalKey> external_key;
};
BOOST_DESCRIBE_STRUCT(ListProduct, (), (name, line, list_price, external_key))

struct RepriceProduct {
    static constexpr CommandType type{"product.reprice", "产品调价"};
    static constexpr std::string_view doc = "Change the list price of a product.";
    Ref<ProductId> product;
    Stated<Money> list_price;
    static constexpr auto target = &RepriceProduct::product;
};
BOOST_DESCRIBE_STRUCT(RepriceProduct, (), (product, list_price))

struct RenameProduct {
    static constexpr CommandType type{"product.rename", "产品更名"};
    static constexpr std::string_view doc = "Give a product another name.";
    Ref<ProductId> product;
    std::string name;
    static constexpr auto target = &RenameProduct::product;
};
BOOST_DESCRIBE_STRUCT(RenameProduct, (), (product, name))

using ProductCommands = boost::mp11::mp_list<ListProduct, RepriceProduct, RenameProduct>;
NounEntry product_noun();

}  // namespace foxtrail
