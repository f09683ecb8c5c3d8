-- name: order_values
-- description: What orders come to, by currency: the smallest, what half of them and nine in ten stay within, the largest, and what discounts
-- description: take off
WITH ranked AS (
  SELECT
    coalesce(currency, 'USD') AS currency,
    amount,
    discount,
    row_number() OVER (PARTITION BY coalesce(currency, 'USD') ORDER BY amount) AS place,
    count(*) OVER (PARTITION BY coalesce(currency, 'USD')) AS orders
  FROM orders
  WHERE amount IS NOT NULL
)
SELECT
  currency,
  count(*) AS orders,
  min(amount) AS smallest,
  min(CASE WHEN place * 2 >= orders THEN amount END) AS half_within,
  min(CASE WHEN place * 10 >= orders * 9 THEN amount END) AS nine_in_ten_within,
  max(amount) AS largest,
  count(discount) AS discounted,
  sum(discount) AS discounts
FROM ranked
GROUP BY currency
ORDER BY count(*) DESC, currency
