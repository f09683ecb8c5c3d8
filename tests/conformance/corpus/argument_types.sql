-- What functions and operators take, and what they refuse: types, ranges, fields.

-- case: repeat_x_cast_2_as_bigint_as_a
-- fails: function not found
SELECT repeat('x', CAST(2 AS bigint)) AS a

-- case: repeat_x_2_as_a
SELECT repeat('x', 2) AS a

-- case: round_1_25e0_cast_1_as_bigint_as_a
-- fails: function not found
SELECT round(1.25e0, CAST(1 AS bigint)) AS a

-- case: truncate_decimal_1_259_cast_1_as_bigin
-- fails: function not found
SELECT truncate(DECIMAL '1.259', CAST(1 AS bigint)) AS a

-- case: combinations_array_1_2_3_cast_2_as_big
-- fails: function not found
SELECT combinations(ARRAY[1,2,3], CAST(2 AS bigint)) AS a

-- case: ngrams_array_1_2_3_cast_2_as_bigint_as
-- fails: function not found
SELECT ngrams(ARRAY[1,2,3], CAST(2 AS bigint)) AS a

-- case: chr_cast_65_as_bigint_as_a_bit_count_7
SELECT chr(CAST(65 AS bigint)) AS a, bit_count(7, 8) AS b, substr('abc', CAST(2 AS bigint)) AS c

-- case: bit_count_7_cast_8_as_bigint_as_b
SELECT bit_count(7, CAST(8 AS bigint)) AS b

-- case: to_base_15_cast_16_as_bigint_as_b_from
SELECT to_base(15, CAST(16 AS bigint)) AS b, from_base('ff', CAST(16 AS bigint)) AS c

-- case: slice_array_1_2_cast_1_as_bigint_1_0_a
-- fails: function not found
SELECT slice(ARRAY[1,2], CAST(1 AS bigint), 1.0) AS b

-- case: substr_abc_1_0_as_b
-- fails: function not found
SELECT substr('abc', 1.0) AS b

-- case: split_part_a_b_1_0_as_b
-- fails: function not found
SELECT split_part('a-b', '-', 1.0) AS b

-- case: lpad_a_3_0_x_as_b
-- fails: function not found
SELECT lpad('a', 3.0, 'x') AS b

-- case: date_add_day_1_5_date_2026_01_01_as_b
-- fails: function not found
SELECT date_add('day', 1.5, DATE '2026-01-01') AS b

-- case: element_at_array_1_2_1_0_as_b
-- fails: function not found
SELECT element_at(ARRAY[1,2], 1.0) AS b

-- case: array_1_2_1_0_as_b
-- fails: type mismatch
SELECT ARRAY[1,2][1.0] AS b

-- case: sequence_1_3_1_0_as_b
-- fails: function not found
SELECT sequence(1, 3, 1.0) AS b

-- case: round_2_5e0_1_0_as_b
-- fails: function not found
SELECT round(2.5e0, 1.0) AS b

-- case: power_2_2_as_b
-- fails: function not found
SELECT power('2', 2) AS b

-- case: abs_2_as_b
-- fails: function not found
SELECT abs('2') AS b

-- case: length_5_as_b
-- fails: function not found
SELECT length(5) AS b

-- case: upper_5_as_b
-- fails: function not found
SELECT upper(5) AS b

-- case: concat_a_5_as_b
-- fails: function not found
SELECT concat('a', 5) AS b

-- case: a_5_as_b
-- fails: function not found
SELECT 'a' || 5 AS b

-- case: replace_5_a_as_b
-- fails: function not found
SELECT replace(5, 'a') AS b

-- case: strpos_abc_5_as_b
-- fails: function not found
SELECT strpos('abc', 5) AS b

-- case: mod_5_a_as_b
-- fails: function not found
SELECT mod(5, 'a') AS b

-- case: width_bucket_5_1_10_4_as_b
SELECT width_bucket(5, 1, 10, 4) AS b

-- case: width_bucket_5_1_10_cast_4_as_bigint_a
SELECT width_bucket(5, 1, 10, CAST(4 AS bigint)) AS b

-- case: from_unixtime_5_as_b
-- fails: function not found
SELECT from_unixtime('5') AS b

-- case: from_unixtime_5_utc_as_a_from_unixtime
SELECT from_unixtime(5, 'UTC') AS a, from_unixtime(5, 1, 0) AS b

-- case: from_unixtime_decimal_5_5_as_a
SELECT from_unixtime(DECIMAL '5.5') AS a

-- case: year_2026_01_01_as_b
-- fails: function not found
SELECT year('2026-01-01') AS b

-- case: date_diff_day_2026_01_01_date_2026_01
-- fails: function not found
SELECT date_diff('day', '2026-01-01', DATE '2026-01-02') AS b

-- case: date_trunc_day_2026_01_01_as_b
-- fails: function not found
SELECT date_trunc('day', '2026-01-01') AS b

-- case: date_format_2026_01_01_y_as_b
-- fails: function not found
SELECT date_format('2026-01-01', '%Y') AS b

-- case: date_parse_date_2026_01_01_y_as_b
-- fails: function not found
SELECT date_parse(DATE '2026-01-01', '%Y') AS b

-- case: json_extract_map_array_a_array_1_a_as
-- fails: function not found
SELECT json_extract(MAP(ARRAY['a'], ARRAY[1]), '$.a') AS b

-- case: json_extract_scalar_5_a_as_b
-- fails: function not found
SELECT json_extract_scalar(5, '$.a') AS b

-- case: cardinality_abc_as_b
-- fails: function not found
SELECT cardinality('abc') AS b

-- case: array_join_array_1_2_1_as_b
-- fails: function not found
SELECT array_join(ARRAY[1,2], 1) AS b

-- case: contains_array_1_2_a_as_b
-- fails: function not found
SELECT contains(ARRAY[1,2], 'a') AS b

-- case: array_position_array_a_1_as_b
-- fails: function not found
SELECT array_position(ARRAY['a'], 1) AS b

-- case: element_at_map_array_a_array_1_1_as_b
-- fails: function not found
SELECT element_at(MAP(ARRAY['a'], ARRAY[1]), 1) AS b

-- case: map_concat_map_array_a_array_1_map_arr
-- fails: function not found
SELECT map_concat(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY[1], ARRAY[1])) AS b

-- case: sum_a_as_b
-- fails: function not found
SELECT sum('a') AS b

-- case: avg_date_2026_01_01_as_b
-- fails: function not found
SELECT avg(DATE '2026-01-01') AS b

-- case: max_by_1_as_b
-- fails: function not found
SELECT max_by(1) AS b

-- case: count_1_2_as_b
-- fails: function not found
SELECT count(1, 2) AS b

-- case: ntile_2_0_over_order_by_x_as_b_from_va
-- fails: function not found
SELECT ntile(2.0) OVER (ORDER BY x) AS b FROM (VALUES 1) t(x)

-- case: lag_x_1_0_over_order_by_x_as_b_from_va
-- fails: function not found
SELECT lag(x, 1.0) OVER (ORDER BY x) AS b FROM (VALUES 1) t(x)

-- case: lag_x_1_a_over_order_by_x_as_b_from_va
-- fails: function not found
SELECT lag(x, 1, 'a') OVER (ORDER BY x) AS b FROM (VALUES 1) t(x)

-- case: nth_value_x_0_over_order_by_x_as_b_fro
-- fails: invalid function argument
SELECT nth_value(x, 0) OVER (ORDER BY x) AS b FROM (VALUES 1) t(x)

-- case: coalesce_1_a_as_b
-- fails: type mismatch
SELECT coalesce(1, 'a') AS b

-- case: nullif_1_a_as_b
-- fails: type mismatch
SELECT nullif(1, 'a') AS b

-- case: if_1_2_3_as_b
-- fails: type mismatch
SELECT if(1, 2, 3) AS b

-- case: case_when_true_then_1_else_a_end_as_b
-- fails: type mismatch
SELECT CASE WHEN true THEN 1 ELSE 'a' END AS b

-- case: 1_in_a_b_as_b
-- fails: type mismatch
SELECT 1 IN ('a', 'b') AS b

-- case: 1_between_0_and_2_as_b
-- fails: type mismatch
SELECT 1 BETWEEN '0' AND '2' AS b

-- case: a_like_1_as_b
-- fails: type mismatch
SELECT 'a' LIKE 1 AS b

-- case: date_2026_01_01_2025_01_01_as_b
-- fails: type mismatch
SELECT DATE '2026-01-01' > '2025-01-01' AS b

-- case: date_2026_01_01_1_as_b
-- fails: type mismatch
SELECT DATE '2026-01-01' + 1 AS b

-- case: timestamp_2026_01_01_00_00_00_date_202
SELECT TIMESTAMP '2026-01-01 00:00:00' - DATE '2025-01-01' AS b

-- case: date_2026_01_01_interval_1_hour_as_b
-- fails: invalid function argument
SELECT DATE '2026-01-01' - INTERVAL '1' HOUR AS b

-- case: timestamp_2026_01_01_00_00_00_date_202_2
SELECT TIMESTAMP '2026-01-01 00:00:00' < DATE '2026-01-02' AS b

-- case: not_1_as_b
-- fails: type mismatch
SELECT NOT 1 AS b

-- case: 1_and_true_as_b
-- fails: type mismatch
SELECT 1 AND true AS b

-- case: a_as_b
-- fails: type mismatch
SELECT -'a' AS b

-- case: greatest_1_a_as_b
-- fails: function not found
SELECT greatest(1, 'a') AS b

-- case: greatest_row_1_2_row_1_3_as_b
SELECT greatest(ROW(1, 2), ROW(1, 3)) AS b

-- case: greatest_array_1_2_array_1_3_as_a_leas
SELECT greatest(ARRAY[1, 2], ARRAY[1, 3]) AS a, least(ROW(1, 2), ROW(1, 3)) AS b

-- case: greatest_true_false_as_a_least_b_a_as
SELECT greatest(true, false) AS a, least('b', 'a') AS b, greatest(DATE '2026-01-01', TIMESTAMP '2026-01-01 01:00:00') AS c

-- case: greatest_json_1_json_2_as_b
-- fails: function not found
SELECT greatest(JSON '1', JSON '2') AS b

-- case: greatest_map_array_1_array_1_map_array
-- fails: function not found
SELECT greatest(MAP(ARRAY[1], ARRAY[1]), MAP(ARRAY[1], ARRAY[2])) AS b

-- case: regexp_extract_abc_b_1_as_b
-- fails: function not found
SELECT regexp_extract('abc', 'b', '1') AS b

-- case: regexp_replace_abc_b_1_as_b
-- fails: function not found
SELECT regexp_replace('abc', 'b', 1) AS b

-- case: split_a_b_1_as_b
-- fails: function not found
SELECT split('a,b', 1) AS b

-- case: url_extract_host_5_as_b
-- fails: function not found
SELECT url_extract_host(5) AS b

-- case: to_hex_a_as_b
-- fails: function not found
SELECT to_hex('a') AS b

-- case: from_utf8_a_as_b
-- fails: function not found
SELECT from_utf8('a') AS b

-- case: md5_a_as_b
-- fails: function not found
SELECT md5('a') AS b

-- case: xxhash64_a_as_b
-- fails: function not found
SELECT xxhash64('a') AS b

-- case: to_utf8_x_61_as_b
-- fails: function not found
SELECT to_utf8(X'61') AS b

-- case: hour_date_2026_01_01_as_b
SELECT hour(DATE '2026-01-01') AS b

-- case: extract_hour_from_date_2026_01_01_as_b
-- fails: type mismatch
SELECT extract(hour FROM DATE '2026-01-01') AS b

-- case: day_interval_1_day_as_b
SELECT day(INTERVAL '1' DAY) AS b

-- case: typeof_1_2_as_b
-- fails: function not found
SELECT typeof(1, 2) AS b

-- case: cast_a_as_integer_b_as_b
-- fails: type mismatch
SELECT cast('a' AS integer) + 'b' AS b

-- case: reverse_5_as_b
-- fails: function not found
SELECT reverse(5) AS b

-- case: reverse_array_1_2_as_b
SELECT reverse(ARRAY[1,2]) AS b

-- case: array_sum_array_1_2_as_b
-- fails: function not found
SELECT array_sum(ARRAY[1,2]) AS b

-- case: array_average_array_1_2_as_b
-- fails: function not found
SELECT array_average(ARRAY[1,2]) AS b

-- case: map_keys_array_1_as_b
-- fails: function not found
SELECT map_keys(ARRAY[1]) AS b

-- case: transform_array_1_x_x_a_as_b
-- fails: function not found
SELECT transform(ARRAY[1], x -> x || 'a') AS b

-- case: filter_array_1_x_x_as_b
-- fails: function not found
SELECT filter(ARRAY[1], x -> x) AS b

-- case: reduce_array_1_0_s_x_s_x_as_b
-- fails: function not found
SELECT reduce(ARRAY[1], 0, (s, x) -> s + x) AS b

-- case: zip_array_1_2_as_b
-- fails: function not found
SELECT zip(ARRAY[1], 2) AS b

-- case: approx_percentile_a_0_5_as_b
-- fails: function not found
SELECT approx_percentile('a', 0.5) AS b

-- case: approx_percentile_x_1_5_as_b_from_valu
-- fails: invalid function argument
SELECT approx_percentile(x, 1.5) AS b FROM (VALUES 1) t(x)

-- case: listagg_x_within_group_order_by_x_as_b
-- fails: type mismatch
SELECT listagg(x, ',') WITHIN GROUP (ORDER BY x) AS b FROM (VALUES 1) t(x)

-- case: bool_and_1_as_b
-- fails: function not found
SELECT bool_and(1) AS b

-- case: count_if_1_as_b
-- fails: function not found
SELECT count_if(1) AS b

-- case: arbitrary_as_b
-- fails: function not found
SELECT arbitrary() AS b

-- case: bitwise_and_1_2_0_as_b
-- fails: function not found
SELECT bitwise_and(1, 2.0) AS b

-- case: bitwise_and_agg_1_5_as_b
-- fails: function not found
SELECT bitwise_and_agg(1.5) AS b

-- case: e_1_as_b
-- fails: function not found
SELECT e(1) AS b

-- case: pi_1_as_b_e_2_as_c
SELECT pi() + 1 AS b, e() > 2 AS c

-- case: ln_1_as_a_sqrt_1_as_b_log_0_1_as_c
SELECT ln(-1) AS a, sqrt(-1) AS b, log(0, 1) AS c

-- case: log10_0_as_a_ln_0_as_b
SELECT log10(0) AS a, ln(0) AS b

-- case: mod_5_0_as_b
-- fails: generic internal error
SELECT mod(5, 0) AS b

-- case: 5_0_0_as_b
-- fails: division by zero
SELECT 5.0 / 0 AS b

-- case: 5e0_0_as_b
SELECT 5e0 / 0 AS b

-- case: cast_300_as_tinyint_as_b
-- fails: numeric value out of range
SELECT CAST(300 AS tinyint) AS b

-- case: cast_1_5_as_integer_as_b
-- fails: invalid cast argument
SELECT CAST('1.5' AS integer) AS b

-- case: cast_2026_02_30_as_date_as_b
-- fails: invalid cast argument
SELECT CAST('2026-02-30' AS date) AS b

-- case: cast_abc_as_boolean_as_b
-- fails: invalid cast argument
SELECT CAST('abc' AS boolean) AS b

-- case: cast_nan_as_integer_as_b
-- fails: invalid cast argument
SELECT CAST(nan() AS integer) AS b

-- case: cast_1e10_as_integer_as_b
-- fails: numeric value out of range
SELECT CAST(1e10 AS integer) AS b

-- case: array_1_2_3_as_b
-- fails: invalid function argument
SELECT ARRAY[1,2][3] AS b

-- case: array_1_2_0_as_b
-- fails: invalid function argument
SELECT ARRAY[1,2][0] AS b

-- case: map_array_a_array_1_b_as_b
-- fails: invalid function argument
SELECT MAP(ARRAY['a'], ARRAY[1])['b'] AS b

-- case: map_array_a_a_array_1_2_as_b
-- fails: invalid function argument
SELECT MAP(ARRAY['a', 'a'], ARRAY[1, 2]) AS b

-- case: map_array_a_array_1_2_as_b
-- fails: invalid function argument
SELECT MAP(ARRAY['a'], ARRAY[1, 2]) AS b

-- case: split_to_map_a_1_a_2_as_b
-- fails: invalid function argument
SELECT split_to_map('a=1,a=2', ',', '=') AS b

-- case: chr_1_as_b
-- fails: invalid function argument
SELECT chr(-1) AS b

-- case: repeat_x_1_as_b
-- fails: invalid function argument
SELECT repeat('x', -1) AS b

-- case: lpad_a_1_x_as_b
-- fails: invalid function argument
SELECT lpad('a', -1, 'x') AS b

-- case: rpad_a_3_as_b
-- fails: invalid function argument
SELECT rpad('a', 3, '') AS b

-- case: sequence_1_10_0_as_b
-- fails: invalid function argument
SELECT sequence(1, 10, 0) AS b

-- case: sequence_10_1_1_as_b
-- fails: invalid function argument
SELECT sequence(10, 1, 1) AS b

-- case: date_parse_x_y_as_b
-- fails: invalid function argument
SELECT date_parse('x', '%Y') AS b

-- case: from_base_z_16_as_b
-- fails: invalid function argument
SELECT from_base('z', 16) AS b

-- case: json_parse_as_b
-- fails: invalid function argument
SELECT json_parse('{') AS b

-- case: from_hex_zz_as_b
-- fails: invalid function argument
SELECT from_hex('zz') AS b

-- case: regexp_like_a_as_b
-- fails: invalid function argument
SELECT regexp_like('a', '(') AS b

-- case: select_x_from_values_1_2_t_x_as_b
-- fails: subquery multiple rows
SELECT (SELECT x FROM (VALUES 1, 2) t(x)) AS b

-- case: strpos_abc_b_0_as_b
-- fails: invalid function argument
SELECT strpos('abc', 'b', 0) AS b

-- case: date_trunc_weeks_date_2026_01_01_as_b
-- fails: invalid function argument
SELECT date_trunc('weeks', DATE '2026-01-01') AS b

-- case: date_add_days_1_date_2026_01_01_as_b
-- fails: invalid function argument
SELECT date_add('days', 1, DATE '2026-01-01') AS b

-- case: date_diff_days_date_2026_01_01_date_20
-- fails: invalid function argument
SELECT date_diff('days', DATE '2026-01-01', DATE '2026-01-02') AS b

-- case: extract_week_of_year_from_date_2026_01
-- fails: syntax error
SELECT extract(week_of_year FROM DATE '2026-01-01') AS b

-- case: contains_sequence_of_numbers
-- fails: arrays alone
SELECT contains_sequence(3, 3)

-- case: substring_of_bytes
-- fails: substr takes bytes
SELECT substring(X'6162', 2)

-- case: substr_of_bytes
SELECT substr(X'6162', 2)

-- case: offset_of_from_unixtime_as_text
-- fails: a bigint
SELECT from_unixtime(2.5e0, '2', 3)

-- case: frequent_by_a_double
-- fails: a bigint
SELECT approx_most_frequent(2.5e0, 3, 3)

-- case: buckets_as_a_double
-- fails: a bigint
SELECT numeric_histogram(2.5e0, 2.5e0)

-- case: zone_of_a_time_without
SELECT timezone_hour(TIMESTAMP '2026-03-04 05:06:07'), timezone_minute(DATE '2026-03-04')

-- case: day_of_month_of_an_interval
SELECT day_of_month(INTERVAL '49' HOUR)

-- case: null_in_numbers
SELECT ceil(NULL), ceiling(NULL), floor(NULL), sign(NULL), round(NULL, 2), truncate(NULL)

-- case: null_beside_decimals
SELECT 12.25 * NULL, NULL * 12.25, 12.25 / NULL, NULL / 12.25, 12.25 % NULL, NULL % 12.25, 12.25 + NULL, NULL - 12.25

-- case: null_beside_integers
SELECT 3 * NULL, NULL / 2, 3 / NULL, REAL '2' * NULL, 2.5e0 / NULL

-- case: null_times_bigint
-- fails: an interval would do as well
SELECT CAST(3 AS bigint) * NULL

-- case: null_divided_by_double
-- fails: an interval would do as well
SELECT NULL / 2.5e0

-- case: negative_timestamp
-- fails: a time has no sign
SELECT -TIMESTAMP '2026-03-04 05:06:07'

-- case: year_two_in_nanoseconds
-- fails: out of range
SELECT from_iso8601_timestamp_nanos('2')
