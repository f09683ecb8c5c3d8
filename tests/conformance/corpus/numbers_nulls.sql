-- Numbers and NULLs: integer, decimal and double side by side, rounding, percentages, three-valued logic, NULL ordering.

-- case: division_in_three_types
SELECT a, b, a / b AS int_div, a * 1.0 / b AS dec_div, a / CAST(b AS double) AS dbl_div, a % b AS rem, mod(-a, b) AS neg_rem
FROM (VALUES (7, 2), (-7, 2), (7, -2), (1, 3), (0, 5)) AS t(a, b)
ORDER BY a, b

-- case: rounding_table
-- note: halves in decimals and doubles, negative digits, floor, ceil, truncate
SELECT d, round(d) AS r0, round(d, 1) AS r1, round(d, -1) AS rm1, truncate(d) AS t0, floor(d) AS fl, ceiling(d) AS ce,
       round(CAST(d AS double), 1) AS dbl1, CAST(d AS integer) AS as_int, CAST(CAST(d AS double) AS bigint) AS dbl_int
FROM (VALUES DECIMAL '2.50', DECIMAL '-2.50', DECIMAL '0.05', DECIMAL '-0.45', DECIMAL '14.95', DECIMAL '15.00') AS t(d)
ORDER BY d

-- case: vat_split_and_control_total
-- note: net and tax per line, difference of the summed and the line-rounded tax carried to one correction row
WITH l(id, gross) AS (VALUES (1, DECIMAL '10.00'), (2, DECIMAL '19.99'), (3, DECIMAL '0.03'), (4, DECIMAL '-5.55')),
x AS (SELECT id, gross, round(gross / DECIMAL '1.19', 2) AS net, gross - round(gross / DECIMAL '1.19', 2) AS tax FROM l),
tot AS (SELECT sum(gross) AS g, sum(net) AS n, sum(tax) AS t, round(sum(gross) / DECIMAL '1.19', 2) AS n_total FROM x)
SELECT CAST(id AS varchar) AS line, gross, net, tax FROM x
UNION ALL
SELECT 'sum', g, n, t FROM tot
UNION ALL
SELECT 'correction', CAST(0 AS decimal(4, 2)), n_total - n, n - n_total FROM tot
ORDER BY line

-- case: percent_columns_of_three_kinds
SELECT k, n, n * 100 / sum(n) OVER () AS int_pct, round(n * 100.0 / sum(n) OVER (), 2) AS dec_pct, round(n * 1e2 / sum(n) OVER (), 2) AS dbl_pct, format('%.1f%%', n * 1e2 / sum(n) OVER ()) AS txt
FROM (VALUES ('a', 1), ('b', 2), ('c', 4)) AS t(k, n)
ORDER BY n DESC

-- case: null_in_boolean_logic
-- note: the truth tables an analyst stumbles over, all pairs
WITH v(x) AS (VALUES true, false, NULL)
SELECT a.x AS a, b.x AS b, a.x AND b.x AS a_and_b, a.x OR b.x AS a_or_b, NOT a.x AS not_a, a.x = b.x AS eq, a.x IS DISTINCT FROM b.x AS dist,
       CASE WHEN a.x AND b.x THEN 'both' WHEN NOT (a.x OR b.x) THEN 'neither' ELSE 'other' END AS word
FROM v a CROSS JOIN v b
ORDER BY a NULLS FIRST, b NULLS FIRST

-- case: not_in_with_null_list
-- note: NOT IN, NOT EXISTS and EXCEPT give different rows when the list holds a NULL
WITH a(x) AS (VALUES 1, 2, NULL), b(x) AS (VALUES 2, NULL)
SELECT 'not in' AS how, count(*) AS n FROM a WHERE x NOT IN (SELECT x FROM b)
UNION ALL
SELECT 'not exists', count(*) FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.x = a.x)
UNION ALL
SELECT 'except', count(*) FROM (SELECT x FROM a EXCEPT SELECT x FROM b)
UNION ALL
SELECT 'in', count(*) FROM a WHERE x IN (SELECT x FROM b)
ORDER BY how

-- case: aggregates_of_empty_and_null
SELECT count(*) AS c, count(x) AS cx, sum(x) AS s, avg(x) AS a, max(x) AS m, count_if(x > 0) AS ci, bool_and(x > 0) AS ba, array_agg(x) AS arr, checksum(x) IS NULL AS chk, coalesce(sum(x), 0) AS s0
FROM (VALUES 1, 2) AS t(x)
WHERE x > 5

-- case: averages_with_nulls_and_zero_fill
-- note: avg ignores NULLs, zero filled average, weighted average, of ints and decimals
SELECT g, avg(v) AS avg_int, avg(coalesce(v, 0)) AS avg0, avg(d) AS avg_dec, sum(v * w) / sum(w) AS wavg_int, CAST(sum(v * w) AS double) / sum(w) AS wavg
FROM (VALUES ('a', 1, 1.00, 3), ('a', NULL, 2.01, 1), ('a', 4, NULL, 2), ('b', NULL, NULL, 1), ('c', 7, 0.10, 5), ('c', 8, 0.25, 5)) AS t(g, v, d, w)
GROUP BY g
ORDER BY avg_int DESC NULLS FIRST

-- case: safe_ratio_everywhere
-- note: nullif, try and if as guards against zero
SELECT id, clicks, views, clicks / nullif(views, 0) AS g1, TRY(clicks / views) AS g2, IF(views > 0, round(clicks * 1.0 / views, 3)) AS g3, clicks / CAST(views AS double) AS inf
FROM (VALUES (1, 5, 10), (2, 5, 0), (3, 0, 0), (4, NULL, 4), (5, 3, NULL)) AS t(id, clicks, views)
ORDER BY g3 DESC NULLS LAST, id

-- case: numeric_text_columns
-- note: text numbers sorted as text and as numbers, thousands separators stripped, bad ones NULL
SELECT raw, TRY_CAST(replace(trim(raw), ',', '') AS decimal(12, 2)) AS dec, TRY_CAST(raw AS integer) AS int, row_number() OVER (ORDER BY raw) AS text_pos
FROM (VALUES '10', '9', '1,234.50', ' 7 ', '-3.999', '1e2', 'n/a', '') AS t(raw)
ORDER BY dec NULLS LAST, raw

-- case: decimal_scales_of_operations
SELECT p + q AS add, p - q AS sub, p * q AS mul, p / q AS div, p % q AS rem, typeof(p / q) AS t_div, typeof(p * q) AS t_mul, typeof(sum(p) OVER ()) AS t_sum
FROM (VALUES (DECIMAL '12.345', DECIMAL '1.1'), (DECIMAL '-0.001', DECIMAL '9.9')) AS t(p, q)
ORDER BY p

-- case: integer_product_too_big
-- fails: the product of two integers doesn't fit in an integer
SELECT id, qty * cents AS total
FROM (VALUES (1, 10, 5), (2, 100000, 99999)) AS t(id, qty, cents)
ORDER BY id

-- case: between_greatest_and_null
SELECT id, v BETWEEN lo AND hi AS in_range, NOT (v BETWEEN lo AND hi) AS out_range, greatest(v, lo) AS clamped_low, least(greatest(v, lo), hi) AS clamped
FROM (VALUES (1, 5, 1, 9), (2, 0, 1, 9), (3, 10, NULL, 9), (4, NULL, 1, 9), (5, 3, NULL, 9)) AS t(id, v, lo, hi)
ORDER BY id

-- case: float_noise_and_tolerance
SELECT id, a + b AS s, a + b = c AS eq, abs(a + b - c) < 1e-9 AS near, CAST(a AS decimal(5, 2)) + CAST(b AS decimal(5, 2)) = CAST(c AS decimal(5, 2)) AS dec_eq
FROM (VALUES (1, 0.1e0, 0.2e0, 0.3e0), (2, 1.1e0, 2.2e0, 3.3e0), (3, 0.5e0, 0.25e0, 0.75e0)) AS t(id, a, b, c)
ORDER BY id

-- case: bases_bits_and_checks
-- note: permission bits taken apart, hexadecimal texts, bit counts
SELECT u, p, bitwise_and(p, 4) > 0 AS can_read, bitwise_and(p, 2) <> 0 AS can_write, bit_count(p, 8) AS n, to_base(p, 2) AS bin, from_base('1f', 16) + p AS hexsum, bitwise_xor(p, 7) AS missing
FROM (VALUES ('ann', 7), ('bob', 5), ('cid', 0), ('dee', 2)) AS t(u, p)
ORDER BY n DESC, u
