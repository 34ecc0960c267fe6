// Products: what is sold.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct ProductListed {
    static constexpr EventType type{"product.listed", 1, "产品上架"};
    static constexpr std::string_view doc = "A product was added to the list, in a product line, at a list price.";
    ProductId product;
    std::string name;
    Stated<std::string> line;
    Stated<Money> list_price;
    std::optional<ExternalKey> external_key;
    bool operator==(const ProductListed&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProductListed, (), (product, name, line, list_price, external_key))

struct ProductRepriced {
    static constexpr EventType type{"product.repriced", 1, "产品调价"};
    static constexpr std::string_view doc = "The list price of a product changed.";
    ProductId product;
    Stated<Money> from, to;
    bool operator==(const ProductRepriced&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProductRepriced, (), (product, from, to))

struct ProductRenamed {
    static constexpr EventType type{"product.renamed", 1, "产品更名"};
    static constexpr std::string_view doc = "A product goes by another name from now on; past answers keep the old one.";
    ProductId product;
    std::string from, to;
    bool operator==(const ProductRenamed&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProductRenamed, (), (product, from, to))

using ProductEvents = boost::mp11::mp_list<ProductListed, ProductRepriced, ProductRenamed>;

}  // namespace foxtrail
