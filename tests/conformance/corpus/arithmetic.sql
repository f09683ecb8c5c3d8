-- Integer, decimal and floating-point arithmetic: result types, scales, rounding, overflow.

-- case: integer_literal_types
SELECT 1 AS a, 2147483647 AS b, 2147483648 AS c, -2147483648 AS d

-- case: decimal_literal_types
SELECT 1.0 AS a, 1.50 AS b, .5 AS c, 12345678901234567890.123 AS d, DECIMAL '1.5' AS e, DECIMAL '7' AS f

-- case: double_literal_types
SELECT 1e0 AS a, 2.5e0 AS b, 1e3 AS c, 1.5e-3 AS d, DOUBLE '1.5' AS e, REAL '1.5' AS f

-- case: integer_division_truncates
SELECT 7 / 2 AS a, -7 / 2 AS b, 7 / -2 AS c, 1 / 3 AS d

-- case: integer_modulus_sign
SELECT 7 % 3 AS a, -7 % 3 AS b, 7 % -3 AS c, mod(-7, 3) AS d

-- case: integer_division_by_zero
-- fails: integers divide by zero with an error
SELECT 1 / 0

-- case: integer_modulus_by_zero
-- fails: so does the remainder
SELECT 1 % 0

-- case: double_division_by_zero
SELECT 1e0 / 0e0 AS a, -1e0 / 0e0 AS b, 0e0 / 0e0 AS c

-- case: decimal_division_by_zero
-- fails: decimals divide by zero with an error
SELECT 1.0 / 0.0

-- case: integer_addition_overflow
-- fails: integer does not widen
SELECT 2147483647 + 1

-- case: bigint_addition_overflow
-- fails: bigint does not wrap around
SELECT 9223372036854775807 + 1

-- case: bigint_multiplication_overflow
-- fails: bigint does not wrap around
SELECT 9223372036854775807 * 2

-- case: bigint_from_columns_overflow
-- fails: the check holds for columns, not only for literals
SELECT a + b FROM (VALUES (BIGINT '9223372036854775807', BIGINT '1')) t(a, b)

-- case: integer_negation_overflow
-- fails: the smallest integer has no positive counterpart
SELECT -x FROM (VALUES INTEGER '-2147483648') t(x)

-- case: integer_mixed_with_bigint
SELECT INTEGER '1' + BIGINT '2' AS a, SMALLINT '3' + TINYINT '4' AS b, BIGINT '5' * 2 AS c

-- case: decimal_addition_scale
SELECT DECIMAL '1.5' + DECIMAL '2.25' AS a, 1.10 + 2 AS b, DECIMAL '1.5' - DECIMAL '2.25' AS c

-- case: decimal_multiplication_scale
SELECT DECIMAL '1.5' * DECIMAL '2.25' AS a, 0.10 * 3 AS b

-- case: decimal_division_scale
SELECT 1.0 * 1 / 3 AS a, 10.00 / 3 AS b, 1 / 3.0 AS c, 2.0 / 3.000 AS d

-- case: decimal_division_rounds_half_up
SELECT 1.0 / 8 AS a, -1.0 / 8 AS b, 5.00 / 1000 AS c

-- case: decimal_modulus
SELECT 7.5 % 2 AS a, -7.5 % 2 AS b, 7.55 % 0.1 AS c

-- case: decimal_with_integer_column
SELECT price * quantity AS total, price / quantity AS each_one
FROM (VALUES (DECIMAL '10.00', 3), (DECIMAL '19.99', 7)) t(price, quantity) ORDER BY 1

-- case: decimal_12_2_arithmetic
SELECT a + b AS s, a - b AS d, a * b AS p, a / b AS q
FROM (VALUES (CAST('12.34' AS decimal(12,2)), CAST('5.60' AS decimal(12,2)))) t(a, b)

-- case: decimal_38_9_arithmetic
SELECT a + b AS s, a * 2 AS d FROM (VALUES (CAST('123.456' AS decimal(38,9)), CAST('1.1' AS decimal(38,9)))) t(a, b)

-- case: decimal_overflow
-- fails: the sum needs 39 digits
SELECT DECIMAL '99999999999999999999999999999999999999' + DECIMAL '1'

-- case: decimal_and_double_give_double
SELECT DECIMAL '1.5' * 2e0 AS a, 1.1 + 2.2e0 AS b

-- case: double_sums_are_binary
SELECT 0.1e0 + 0.2e0 AS a, 1e0 / 3 AS b, 1e16 + 1e0 AS c

-- case: real_arithmetic
SELECT REAL '0.1' + REAL '0.2' AS a, REAL '1' / 3 AS b, REAL '0.1' + 0.2e0 AS c

-- case: null_arithmetic
SELECT 1 + NULL AS a, CAST(NULL AS double) * 2 AS b, -CAST(NULL AS decimal(5,2)) AS c

-- case: round_of_double
SELECT round(2.5e0) AS a, round(-2.5e0) AS b, round(2.4e0) AS c, round(1.005e0, 2) AS d, round(1234.567e0, -2) AS e

-- case: round_of_decimal
SELECT round(2.5) AS a, round(-2.5) AS b, round(1.2355, 2) AS c, round(1.2345, 2) AS d, round(1250.0, -2) AS e

-- case: round_of_integer
SELECT round(15) AS a, round(15, -1) AS b, round(BIGINT '14', -1) AS c

-- case: truncate_function
SELECT truncate(2.9e0) AS a, truncate(-2.9e0) AS b, truncate(2.987) AS c, truncate(2.987, 2) AS d, truncate(1234, -2) AS e

-- case: ceil_and_floor
SELECT ceil(1.2e0) AS a, ceiling(-1.2e0) AS b, floor(-1.2e0) AS c, ceil(1.25) AS d, floor(-1.25) AS e, ceil(3) AS f

-- case: abs_and_sign
SELECT abs(-5) AS a, abs(-1.5) AS b, abs(-2.5e0) AS c, sign(-7) AS d, sign(-0.5) AS e, sign(-3e0) AS f, sign(0) AS g

-- case: power_and_roots
SELECT power(2, 10) AS a, pow(2e0, 0.5e0) AS b, sqrt(16) AS c, cbrt(27) AS d, power(2, -1) AS e, sqrt(-1) AS f

-- case: exp_and_logarithms
SELECT exp(0) AS a, ln(1) AS b, log2(8) AS c, log10(1000) AS d, log(2, 64) AS e, e() AS f, pi() AS g

-- case: trigonometry
SELECT sin(0) AS a, cos(0) AS b, atan2(0, -1) AS c, degrees(pi()) AS d, radians(180) AS e

-- case: greatest_and_least
SELECT greatest(1, 3, 2) AS a, least(1.5, 2, 0.25) AS b, greatest('a', 'B') AS c, least(DATE '2026-01-02', DATE '2026-01-01') AS d

-- case: greatest_with_null_is_null
SELECT greatest(1, NULL, 3) AS a, least(NULL, 2) AS b

-- case: infinity_and_nan
SELECT infinity() AS a, -infinity() AS b, nan() AS c, is_nan(nan()) AS d, is_infinite(1e0 / 0e0) AS e, is_finite(1e0) AS f

-- case: nan_comparison
SELECT nan() = nan() AS a, nan() > 1e0 AS b, nan() <> nan() AS c, nan() IS DISTINCT FROM nan() AS d

-- case: bitwise_functions
SELECT bitwise_and(12, 10) AS a, bitwise_or(12, 10) AS b, bitwise_xor(12, 10) AS c, bitwise_not(0) AS d,
       bitwise_left_shift(1, 4) AS e, bitwise_right_shift(16, 2) AS f, bit_count(7, 64) AS g

-- case: width_bucket
SELECT width_bucket(5.3e0, 0e0, 10e0, 5) AS a, width_bucket(-1e0, 0e0, 10e0, 5) AS b, width_bucket(12e0, 0e0, 10e0, 5) AS c,
       width_bucket(3, ARRAY[1, 2, 5, 10]) AS d

-- case: base_conversion
SELECT to_base(255, 16) AS a, from_base('ff', 16) AS b, from_base('-1010', 2) AS c

-- case: unary_minus_and_precedence
SELECT - 2 * 3 AS a, 2 + 3 * 4 AS b, (2 + 3) * 4 AS c, -(-5) AS d, 10 - 2 - 3 AS e

-- case: percentage_idiom
SELECT 100.0 * 1 / 3 AS a, round(100.0 * 2 / 7, 2) AS b, CAST(1 AS double) / 3 * 100 AS c
