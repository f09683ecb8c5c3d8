-- Scales and precisions of decimal arithmetic, systematically.

-- case: addition_of_scales
SELECT typeof(a + b) AS sum, typeof(a - b) AS difference, typeof(a * b) AS product, typeof(a / b) AS quotient, typeof(a % b) AS remainder
FROM (VALUES (CAST(1 AS decimal(10,2)), CAST(2 AS decimal(5,4)))) t(a, b)

-- case: operations_with_38_digits
SELECT typeof(a + b) AS sum, typeof(a * b) AS product, typeof(a / b) AS quotient FROM (VALUES (CAST(1 AS decimal(38,10)), CAST(2 AS decimal(38,10)))) t(a, b)

-- case: operations_with_bigint
SELECT typeof(a + b) AS sum, typeof(a * b) AS product, typeof(a / b) AS quotient, typeof(b / a) AS inverse FROM (VALUES (CAST(1 AS decimal(12,2)), BIGINT '2')) t(a, b)

-- case: operations_with_smallint_and_tinyint
SELECT typeof(a * b) AS small, typeof(a * c) AS tiny FROM (VALUES (CAST(1 AS decimal(12,2)), SMALLINT '2', TINYINT '3')) t(a, b, c)

-- case: operations_with_real_and_double
SELECT typeof(a * b) AS with_real, typeof(a * c) AS with_double FROM (VALUES (CAST(1 AS decimal(12,2)), REAL '2', 3e0)) t(a, b, c)

-- case: product_overflow
-- fails: the product has more than 38 digits
SELECT CAST('9999999999999999999' AS decimal(19,0)) * CAST('99999999999999999999' AS decimal(20,0)) * 10

-- case: product_scale_overflow
-- fails: the scales add up to more than 38
SELECT CAST(1 AS decimal(38,20)) * CAST(1 AS decimal(38,20))

-- case: quotients
SELECT CAST(1 AS decimal(12,2)) / 3 AS a, CAST(2 AS decimal(12,2)) / 3 AS b, CAST(-2 AS decimal(12,2)) / 3 AS c, 1 / CAST(3 AS decimal(12,4)) AS d, CAST(10 AS decimal(12,2)) / CAST(4 AS decimal(12,2)) AS e

-- case: remainders
SELECT CAST(7.5 AS decimal(12,2)) % 2 AS a, CAST(-7.5 AS decimal(12,2)) % 2 AS b, 5 % CAST(0.3 AS decimal(5,1)) AS c

-- case: remainder_by_zero
-- fails: as division by zero
SELECT CAST(1 AS decimal(12,2)) % 0

-- case: comparison_across_scales
SELECT CAST(1.50 AS decimal(5,2)) = CAST(1.5 AS decimal(10,1)) AS a, CAST(1.50 AS decimal(5,2)) < 2 AS b, 1.1 = 1.10 AS c

-- case: distinct_across_scales
SELECT count(DISTINCT x) AS n FROM (SELECT CAST(1.5 AS decimal(5,1)) AS x UNION ALL SELECT CAST(1.50 AS decimal(5,2)))

-- case: common_type_in_case
SELECT CASE WHEN true THEN CAST(1 AS decimal(5,2)) ELSE CAST(2 AS decimal(10,4)) END AS a, coalesce(CAST(NULL AS decimal(5,2)), 7) AS b, if(true, 1.5, 10) AS c

-- case: aggregates_of_12_2
SELECT sum(x) AS a, avg(x) AS b, min(x) AS c, max(x) AS d, count(DISTINCT x) AS e FROM (VALUES CAST('1.10' AS decimal(12,2)), CAST('2.25' AS decimal(12,2)), NULL) t(x)

-- case: aggregates_of_38_digits
SELECT sum(x) AS a, avg(x) AS b FROM (VALUES CAST('12345678901234567890123456789.123456789' AS decimal(38,9)), CAST('1.000000001' AS decimal(38,9))) t(x)

-- case: sum_overflow
-- fails: 39 digits
SELECT sum(x) FROM (VALUES CAST('99999999999999999999999999999999999999' AS decimal(38,0)), CAST('1' AS decimal(38,0))) t(x)

-- case: avg_rounds_half_up
SELECT avg(x) AS a FROM (VALUES CAST('0.01' AS decimal(12,2)), CAST('0.02' AS decimal(12,2))) t(x)

-- case: avg_of_negative_rounds_away
SELECT avg(x) AS a FROM (VALUES CAST('-0.01' AS decimal(12,2)), CAST('-0.02' AS decimal(12,2))) t(x)

-- case: rounding_functions
SELECT round(x) AS a, round(x, 1) AS b, round(x, 5) AS c, floor(x) AS d, ceiling(x) AS e, truncate(x) AS f, truncate(x, 1) AS g, abs(-x) AS h, sign(-x) AS i FROM (VALUES CAST('2.345' AS decimal(12,3))) t(x)

-- case: rounding_carries
SELECT round(9.99, 1) AS a, round(99.5) AS b, round(-0.5) AS c, ceiling(9.01) AS d

-- case: casts_between_decimals
SELECT CAST(CAST('1.255' AS decimal(12,3)) AS decimal(12,2)) AS a, CAST(CAST('1.25' AS decimal(12,2)) AS decimal(38,9)) AS b, CAST(CAST('0.5' AS decimal(2,1)) AS decimal(1,0)) AS c

-- case: cast_too_narrow
-- fails: three digits before the point do not fit
SELECT CAST(CAST('123.45' AS decimal(5,2)) AS decimal(4,2))

-- case: casts_to_other_numbers
SELECT CAST(CAST('2.50' AS decimal(12,2)) AS integer) AS a, CAST(CAST('2.50' AS decimal(12,2)) AS double) AS b, CAST(CAST('2.49' AS decimal(12,2)) AS bigint) AS c, CAST(CAST('2.50' AS decimal(12,2)) AS varchar) AS d, CAST(CAST('0.1' AS decimal(38,9)) AS real) AS e

-- case: casts_from_other_numbers
SELECT CAST(7 AS decimal(12,2)) AS a, CAST(2.675e0 AS decimal(12,2)) AS b, CAST(BIGINT '-9' AS decimal(38,9)) AS c, CAST(true AS decimal(5,2)) AS d

-- case: integer_too_wide_for_decimal
-- fails: four digits before the point do not fit
SELECT CAST(1234 AS decimal(5,2))

-- case: literals_with_zeros
SELECT 007 AS a, 1.500 AS b, 0.10 AS c, 00.5 AS d, 1. AS e, DECIMAL '0001.50' AS f, DECIMAL '-0.0' AS g

-- case: small_values
SELECT CAST('0.000000001' AS decimal(38,9)) * 10 AS a, CAST('1' AS decimal(38,18)) / 3 AS b, 0.00 AS c, -0.00 AS d

-- case: revenue_idiom
SELECT sum(quantity * price) AS revenue, sum(quantity * price) / sum(quantity) AS average_price, round(sum(quantity * price) * 0.2, 2) AS tax FROM (VALUES (2, CAST('1.50' AS decimal(12,2))), (1, CAST('9.99' AS decimal(12,2)))) t(quantity, price)

-- case: percent_idiom
SELECT round(100 * CAST('1.00' AS decimal(12,2)) / CAST('3.00' AS decimal(12,2)), 1) AS a, round(CAST(1 AS double) / 3 * 100, 1) AS b, CAST(100.0 * 1 / 3 AS decimal(5,2)) AS c
