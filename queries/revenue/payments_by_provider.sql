-- name: payments_by_provider
-- description: Payment providers: orders, how many are captured, fees in all and per order, from the providers' own JSON
WITH payments AS (
  SELECT
    order_id,
    json_extract_scalar(payment, '$.provider') AS provider,
    json_extract_scalar(payment, '$.captured') = 'true' AS is_captured,
    TRY(CAST(json_extract_scalar(payment, '$.fee') AS decimal(12,2))) AS fee
  FROM orders
  WHERE payment IS NOT NULL
)
SELECT
  provider,
  count(*) AS orders,
  count_if(is_captured) AS captured,
  sum(fee) AS fees,
  round(CAST(sum(fee) AS double) / count(*), 2) AS fee_per_order
FROM payments
GROUP BY provider
ORDER BY orders DESC, provider NULLS LAST
