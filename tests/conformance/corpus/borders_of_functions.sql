-- Functions at the borders of what they take.

-- case: shift_by_less_than_nothing_1
SELECT bitwise_left_shift(INTEGER '10', -1), bitwise_left_shift(INTEGER '10', -31), bitwise_left_shift(INTEGER '10', -33), bitwise_left_shift(INTEGER '10', 31), bitwise_left_shift(INTEGER '10', 32), bitwise_left_shift(INTEGER '-10', 3)

-- case: shift_by_less_than_nothing_2
SELECT bitwise_left_shift(SMALLINT '10', -1), bitwise_left_shift(SMALLINT '10', -63), bitwise_left_shift(SMALLINT '10', 12), bitwise_left_shift(SMALLINT '10', 15), bitwise_left_shift(SMALLINT '10', 16), bitwise_left_shift(TINYINT '3', 7), bitwise_left_shift(TINYINT '3', -58)

-- case: shift_by_less_than_nothing_3
SELECT bitwise_left_shift(BIGINT '10', -1), bitwise_left_shift(BIGINT '10', -62), bitwise_left_shift(BIGINT '10', 63), bitwise_left_shift(BIGINT '10', 64), bitwise_left_shift(BIGINT '10', -64)

-- case: shift_by_less_than_nothing_4
SELECT bitwise_right_shift(BIGINT '10', -1), bitwise_right_shift(BIGINT '10', -62), bitwise_right_shift(BIGINT '-10', 63), bitwise_right_shift(BIGINT '-10', 0), bitwise_right_shift(BIGINT '10', -64)

-- case: shift_by_less_than_nothing_5
SELECT bitwise_right_shift(INTEGER '10', -1), bitwise_right_shift(INTEGER '10', -62), bitwise_right_shift(INTEGER '-10', 31), bitwise_right_shift(INTEGER '-10', 1), bitwise_right_shift(INTEGER '10', -64)

-- case: shift_by_less_than_nothing_6
SELECT bitwise_right_shift(INTEGER '-10', 0)

-- case: shift_by_less_than_nothing_7
SELECT bitwise_right_shift(SMALLINT '-10', 1), bitwise_right_shift(SMALLINT '10', -62), bitwise_right_shift(TINYINT '-10', 1)

-- case: shift_by_less_than_nothing_8
SELECT bitwise_right_shift(SMALLINT '-10', 0)

-- case: shift_by_less_than_nothing_9
SELECT bitwise_right_shift_arithmetic(BIGINT '-10', -1), bitwise_right_shift_arithmetic(BIGINT '10', -62), bitwise_right_shift_arithmetic(BIGINT '-10', 64), bitwise_right_shift_arithmetic(BIGINT '10', 64), bitwise_right_shift_arithmetic(BIGINT '-10', -64)

-- case: shift_by_less_than_nothing_10
SELECT bitwise_right_shift_arithmetic(INTEGER '-10', -1), bitwise_right_shift_arithmetic(INTEGER '10', -62), bitwise_right_shift_arithmetic(INTEGER '-10', 32), bitwise_right_shift_arithmetic(INTEGER '10', 31), bitwise_right_shift_arithmetic(INTEGER '-10', -64)

-- case: shift_by_less_than_nothing_11
SELECT bitwise_right_shift_arithmetic(SMALLINT '-10', -1), bitwise_right_shift_arithmetic(SMALLINT '-10', -62), bitwise_right_shift_arithmetic(TINYINT '-10', 8), bitwise_right_shift_arithmetic(TINYINT '10', -63)

-- case: exponents_are_half_up
SELECT format('%.3e', 9.9996e0), format('%.15e', 0.1e0), format('%.20e', 0.1e0), format('%.17e', 1e22), format('%e', 1.7976931348623157e308), format('%.9e', -1073741824.5e0), format('%.0e', 25e0), format('%.1e', 1.25e0), format('%e', 0e0)

-- case: powers_of_one
SELECT pow(1, nan()), pow(1e0, infinity()), pow(-1e0, infinity()), pow(-1e0, -infinity()), pow(0e0, 0e0), pow(nan(), 0), pow(0e0, -1e0), pow(-8e0, 1/3e0), pow(-2, 3)

-- case: logarithms
SELECT log(2, 8), log(10, 1000), log(1, 5), log(0.5, 8), log2(8), log2(10), log2(1e16), log10(1000), ln(10), log(2, 10), log(3, 9)

-- case: last_digits_of_functions
SELECT x, cbrt(x), log10(abs(x)), log2(abs(x)), ln(abs(x)), atan(x), atan2(x, 2e0), asin(x / 100), acos(x / 100), cosh(x / 10), tanh(x / 10) FROM (VALUES 2.5e0, -2.5e0, 40e0, 7.77e0, 12e0, 33.3e0, -41.2e0, 96e0, 5e0, 1e0, 10e0, 0.1e0) AS t (x) ORDER BY x

-- case: cosine_similarity_of_strangers
SELECT cosine_similarity(MAP(ARRAY['a'], ARRAY[1e0]), MAP(ARRAY['b'], ARRAY[2e0])), cosine_similarity(MAP(ARRAY['a'], ARRAY[0e0]), MAP(ARRAY['a'], ARRAY[2e0]))

-- case: soundex_of_letters_in_two
SELECT soundex('ß'), soundex('ﬁx')

-- case: bytes_as_text_of_bytes_1
SELECT from_base64(X''), from_base32(X''), from_hex(X''), from_base64url(X'')

-- case: bytes_as_text_of_bytes_2
SELECT from_base64(CAST('YWI=' AS varbinary)), from_hex(CAST('6162' AS varbinary))

-- case: from_hex_of_blanks
-- fails: an odd number of digits
SELECT from_hex('61 62')

-- case: from_hex_of_blanks_in_pairs
-- fails: no digits
SELECT from_hex('61  62')

-- case: split_limit_beyond_integer
-- fails: limit is too large
SELECT split('a,b,c', ',', 2147483648)

-- case: strpos_of_the_least_instance
-- fails: no instance
SELECT strpos('abc', 'b', -9223372036854775808)

-- case: json_array_contains_no_number_1
SELECT json_array_contains('[1, 2]', nan()), json_array_contains('[1, 2]', infinity()), json_array_contains('x', nan()), json_array_contains('{}', nan())

-- case: json_array_contains_no_number_2
SELECT json_array_contains('x', 1e0)

-- case: json_array_contains_no_number_3
SELECT json_array_contains(JSON '[1, 2.0]', 2e0), json_array_contains('[1, 2.0]', 2), json_array_contains('[1, "2"]', 2)

-- case: digits_before_the_first
SELECT round(DECIMAL '1.50', -2147483648), truncate(DECIMAL '1.50', -2147483648), round(DECIMAL '1.50', 2147483647), truncate(DECIMAL '1.50', 2147483647), round(DECIMAL '55.50', -2), round(DECIMAL '55.50', -3), truncate(DECIMAL '99.50', -5)

-- case: bins_of_null
SELECT width_bucket(1e0, ARRAY[NULL, 2e0]), width_bucket(-1e0, ARRAY[NULL])

-- case: wilson_of_nan
-- fails: z is no number
SELECT wilson_interval_lower(1, 2, nan())

-- case: iso_dates_of_short_years_1
SELECT from_iso8601_date('12'), from_iso8601_date('0'), from_iso8601_date('123-4'), from_iso8601_date('12345-01-01')

-- case: iso_dates_of_short_years_2
SELECT from_iso8601_timestamp('12'), from_iso8601_timestamp('2020-1-2T3:4:5')

-- case: iso_dates_of_short_years_3
SELECT from_iso8601_date('-5-1-1'), from_iso8601_date('+2020-01-01')

-- case: trim_of_blanks_from_one_side
SELECT '[' || trim(TRAILING FROM s) || ']', '[' || trim(LEADING FROM s) || ']', '[' || trim(BOTH FROM s) || ']', '[' || trim(s) || ']' FROM (VALUES chr(9) || ' a ' || chr(9), chr(10) || 'b' || chr(12288) || chr(160), '  c  ', chr(8199) || 'd' || chr(8199)) AS t (s) ORDER BY s

-- case: array_except_of_nothing
SELECT array_except(ARRAY[4,4,NULL,NULL], CAST(ARRAY[] AS array(integer))), array_except(CAST(ARRAY[] AS array(integer)), ARRAY[1,1]), array_except(ARRAY[4,4,NULL,NULL], ARRAY[9]), array_except(ARRAY['b','a','b'], CAST(ARRAY[] AS array(varchar))), array_union(ARRAY[4,4], CAST(ARRAY[] AS array(integer))), array_intersect(ARRAY[4,4], ARRAY[4,4]), array_distinct(ARRAY[4,4]), array_except(ARRAY[1e0,1e0], CAST(ARRAY[] AS array(double)))

-- case: whole_seconds_are_rounded_once_1
SELECT CAST(TIMESTAMP '2024-01-01 00:00:00.4999' AS timestamp(0)), CAST(TIMESTAMP '2024-01-01 00:00:00.4996' AS timestamp(0)), CAST(TIMESTAMP '2024-01-01 00:00:00.499999999' AS timestamp(0)), CAST(TIMESTAMP '2024-01-01 00:00:00.500000000' AS timestamp(0)), CAST(TIMESTAMP '1969-12-31 23:59:59.499999' AS timestamp(0)), CAST(TIMESTAMP '1969-12-31 23:59:59.5' AS timestamp(0)), CAST(TIMESTAMP '2024-01-01 00:00:00.000499999' AS timestamp(3)), CAST(TIMESTAMP '2024-01-01 00:00:00.000000499' AS timestamp(6)), CAST(TIMESTAMP '2024-01-01 00:00:00.4999 UTC' AS timestamp(0) with time zone), CAST(TIMESTAMP '2024-01-01 00:00:00.4999 UTC' AS timestamp(0))

-- case: whole_seconds_are_rounded_once_2
SELECT CAST(TIMESTAMP '2024-01-01 00:00:00.4999996' AS timestamp(0)), CAST(TIMESTAMP '2024-01-01 00:00:00.4999996' AS timestamp(3)), CAST('2024-01-01 00:00:00.4999996' AS timestamp(0)), CAST('2024-01-01 00:00:00.4996' AS timestamp(0)), CAST('2024-01-01 00:00:00.0004996' AS timestamp(3))

-- case: try_of_what_is_no_time
SELECT TRY(parse_datetime('2024-13-01', 'yyyy-MM-dd')) AT TIME ZONE 'UTC', TRY(date_parse('x', '%Y')), TRY(from_iso8601_timestamp('x')), TRY(from_iso8601_date('x')), TRY(CAST('x' AS date)), TRY(date_parse('2024-13-01', '%Y-%m-%d')), TRY(parse_duration('x')), TRY(json_parse('{')), TRY(from_base64('$')), TRY(CAST('x' AS timestamp))

-- case: nanoseconds_of_decimals
SELECT from_unixtime_nanos(DECIMAL '1234.56'), from_unixtime_nanos(DECIMAL '1234567890123456789'), from_unixtime_nanos(DECIMAL '-2.50')

-- case: rounded_before_all_digits
SELECT round(5e0, -323), round(5e0, -324), round(-5e0, -400), round(REAL '5', -400), round(5e0, -2147483648)

-- case: decimals_whose_sum_passes_38_digits
SELECT k, avg(x) AS a FROM (VALUES (1, DECIMAL '99999999999999999999999999999999999999'), (1, DECIMAL '99999999999999999999999999999999999999'), (1, DECIMAL '99999999999999999999999999999999999999'), (2, DECIMAL '-99999999999999999999999999999999999999'), (2, DECIMAL '-99999999999999999999999999999999999998'), (3, NULL)) AS t(k, x) GROUP BY k ORDER BY k

-- case: decimals_whose_sum_comes_back_to_38_digits
SELECT sum(x) AS s, avg(x) AS a, sum(DISTINCT x) AS d FROM (VALUES DECIMAL '99999999999999999999999999999999999999', DECIMAL '99999999999999999999999999999999999999', DECIMAL '-99999999999999999999999999999999999999', DECIMAL '-99999999999999999999999999999999999999', DECIMAL '-99999999999999999999999999999999999999', DECIMAL '12') AS t(x)

-- case: decimals_whose_sum_does_not_fit
-- fails: Decimal overflow
SELECT sum(x) AS s FROM (VALUES DECIMAL '99999999999999999999999999999999999999', DECIMAL '99999999999999999999999999999999999999', DECIMAL '99999999999999999999999999999999999999') AS t(x)

-- case: decimals_over_frames
SELECT i, avg(x) OVER (ORDER BY i) AS a, sum(x) OVER (ORDER BY i ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS s FROM (VALUES (1, DECIMAL '99999999999999999999999999999999999999'), (2, DECIMAL '-99999999999999999999999999999999999999'), (3, DECIMAL '99999999999999999999999999999999999999'), (4, DECIMAL '-99999999999999999999999999999999999997')) AS t(i, x) ORDER BY i

-- case: entries_of_maps_that_are_empty
SELECT i, TRY(split_to_map(s, ';', '=')) AS m, TRY(split_to_multimap(s, ';', '=')) AS mm FROM (VALUES (1, 'a=1;;b=2'), (2, ';a=1'), (3, 'a=1;'), (4, 'a=1;;'), (5, ';'), (6, ''), (7, ';;'), (8, 'a=1;b'), (9, 'a=1=2'), (10, 'a='), (11, '=b'), (12, '=')) t(i, s) ORDER BY i

-- case: rounds_of_doubles_without_a_fraction
SELECT x, round(x) r, round(x, 0) q, round(-x) m FROM (VALUES 0.49999999999999994e0, 4503599627370497e0, 4503599627370497.5e0, 9007199254740991e0, 2251799813685249.5e0, 2251799813685248.5e0, 2251799813685249.25e0, 9007199254740993e0, 9.3e18, 1e19, 1e300, 0.5e0, 1.5e0, 2.5e0) t(x) ORDER BY x

-- case: rounds_near_and_far_at_one_digit
SELECT x, round(x, 2) r, round(x, -3) k, round(x, -330) z, round(x, 330) a FROM (VALUES -0e0, 1.005e0, -1.005e0, 0.125e0, -0.125e0, 2.675e0, -0.001e0, 45035996273704.965e0, 45035996273704.955e0, -4503599627370495.5e0, 1e300, -1e300, nan(), infinity(), -infinity(), NULL) t(x) ORDER BY x

-- case: rounds_far_behind_the_point
SELECT x, n, round(x, n) r FROM (VALUES 0e0, 1e-320, 5e-324, -3e-310, 1e-300,2.5e0, 1e300,nan(), infinity(), -infinity()) t(x) CROSS JOIN (VALUES -400, -323, -308, -300, 299, 300,301,308,309,310, 330, 400, 2147483647, -2147483648) u(n) ORDER BY 2, 1, 3

-- case: rounds_of_reals
SELECT x, round(x) r, round(x, 1) q, round(-x, 2) m FROM (VALUES REAL '0.49999997', REAL '8388609.5', REAL '16777217', REAL '0.5', REAL '1.25', REAL '3.4e38', REAL '1e-45') t(x) ORDER BY x


-- case: approx_distinct_of_an_error_that_is_null
SELECT k, approx_distinct(x, e) AS a, approx_distinct(x, 0.01e0) AS b FROM (VALUES (1, 1, 0.01e0), (1, 2, NULL), (2, 3, 0.01e0), (2, NULL, 0.01e0), (3, 1, NULL)) t(k, x, e) GROUP BY k ORDER BY k

-- case: long_decimals_beside_distinct_and_filter
SELECT k, sum(x) AS s, avg(x) AS a, count(DISTINCT y) AS d, sum(x) FILTER (WHERE y < 2) AS f FROM (VALUES (1, DECIMAL '99999999999999999999999999999999999999', 1), (1, DECIMAL '-99999999999999999999999999999999999998', 2), (1, DECIMAL '-5', 2), (2, NULL, 3), (2, DECIMAL '12345678901234567890123456789012', 3)) AS t(k, x, y) GROUP BY k ORDER BY k

-- case: long_decimals_beside_one_distinct
SELECT k, sum(x) AS s, count(DISTINCT y) AS d FROM (VALUES (1, DECIMAL '99999999999999999999999999999999999999', 1), (1, DECIMAL '-99999999999999999999999999999999999998', 2), (1, DECIMAL '-5', 2), (2, NULL, 3), (2, DECIMAL '12345678901234567890123456789012', 3)) AS t(k, x, y) GROUP BY k ORDER BY k

-- case: long_decimals_of_no_rows
SELECT sum(x) AS s, avg(x) AS a, sum(x) FILTER (WHERE x > 5) AS f FROM (VALUES DECIMAL '1234567890123456789012345678901.5') AS t(x) WHERE x < 0
