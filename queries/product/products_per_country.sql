-- name: products_per_country
-- description: What sells best in each country, from the flat views: pieces on orders that are paid or on their way
-- param: n  integer = 3  min=1  max=100
WITH ranked AS (
  SELECT
    o.shipping_country AS country,
    i.product_id,
    sum(i.quantity) AS pieces,
    count(DISTINCT o.order_id) AS orders,
    row_number() OVER (PARTITION BY o.shipping_country ORDER BY sum(i.quantity) DESC, i.product_id) AS place
  FROM orders_flat AS o
  JOIN orders_items AS i
    ON i.order_id = o.order_id
  WHERE o.status IN ('paid', 'packed', 'shipped', 'delivered')
    AND i.product_id IS NOT NULL
    AND i.quantity IS NOT NULL
  GROUP BY o.shipping_country, i.product_id
)
SELECT country, place, product_id, pieces, orders
FROM ranked
WHERE place <= :n
ORDER BY country NULLS LAST, place
