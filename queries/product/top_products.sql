-- name: top_products
-- description: Products by the pieces in orders that are paid or on their way, with their part of all pieces (revenue in US dollars, of
-- description: orders in that currency)
-- param: n  integer = 10  min=1  max=1000
WITH ordered AS (
  SELECT
    o.order_id,
    o.customer_id,
    coalesce(o.currency, 'USD') AS currency,
    i.product_id,
    i.quantity,
    i.price
  FROM orders AS o
  CROSS JOIN UNNEST(o.items) AS i (product_id, name, quantity, price)
  WHERE o.status IN ('paid', 'packed', 'shipped', 'delivered')
),
products AS (
  SELECT
    product_id,
    count(DISTINCT order_id) AS orders,
    count(DISTINCT customer_id) AS customers,
    sum(quantity) AS pieces,
    sum(CASE WHEN currency = 'USD' THEN quantity * price END) AS revenue_usd
  FROM ordered
  WHERE product_id IS NOT NULL
    AND quantity IS NOT NULL
  GROUP BY product_id
)
SELECT
  row_number() OVER (ORDER BY pieces DESC, product_id) AS place,
  product_id,
  orders,
  customers,
  pieces,
  revenue_usd,
  round(CAST(100 AS double) * pieces / sum(pieces) OVER (), 2) AS percent_of_pieces
FROM products
ORDER BY place
LIMIT :n
