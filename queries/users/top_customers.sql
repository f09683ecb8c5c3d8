-- name: top_customers
-- description: The customers who spend most in each currency, and their part of all that is spent in it
-- param: n  integer = 3  min=1  max=100
WITH spent AS (
  SELECT
    coalesce(currency, 'USD') AS currency,
    customer_id,
    count(*) AS orders,
    sum(amount) AS amount,
    max(created_at) AS last_order
  FROM orders
  WHERE status NOT IN ('new', 'cancelled', 'returned')
    AND amount IS NOT NULL
    AND customer_id IS NOT NULL
  GROUP BY coalesce(currency, 'USD'), customer_id
),
ranked AS (
  SELECT
    currency,
    customer_id,
    orders,
    amount,
    last_order,
    row_number() OVER (PARTITION BY currency ORDER BY amount DESC, customer_id) AS place,
    sum(amount) OVER (PARTITION BY currency) AS total
  FROM spent
)
SELECT
  currency,
  place,
  customer_id,
  orders,
  amount,
  round(CAST(100 AS double) * CAST(amount AS double) / CAST(total AS double), 2) AS percent_of_currency,
  last_order
FROM ranked
WHERE place <= :n
ORDER BY currency, place
