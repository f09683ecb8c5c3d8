-- ORDER BY and DISTINCT, the order of rows and arrays, forms of format, zones of their own in texts, several subqueries in one list.

-- case: contains_array_null_as_a
SELECT contains(ARRAY[], NULL) AS a

-- case: array_position_array_null_as_a
SELECT array_position(ARRAY[], NULL) AS a

-- case: array_position_array_null_null_as_a
SELECT array_position(ARRAY[NULL], NULL) AS a

-- case: contains_array_null_null_as_a
SELECT contains(ARRAY[NULL], NULL) AS a

-- case: date_add_millisecond_5_timestamp_2026
SELECT date_add('millisecond', 5, TIMESTAMP '2026-01-01 00:00:00') AS a

-- case: date_add_second_5_timestamp_2026_01_01
SELECT date_add('second', 5, TIMESTAMP '2026-01-01 00:00:00') AS a

-- case: date_add_millisecond_5_time_10_00_00_a
SELECT date_add('millisecond', 5, TIME '10:00:00') AS a

-- case: date_add_millisecond_1500_timestamp_20
SELECT date_add('millisecond', 1500, TIMESTAMP '2026-01-01 00:00:00 UTC') AS a

-- case: typeof_localtime_0_as_a_typeof_localti
SELECT typeof(localtime(0)) AS a, typeof(localtimestamp(6)) AS b, typeof(current_timestamp(0)) AS c

-- case: cast_1_2345678901234567e25_as_decimal
SELECT CAST(1.2345678901234567e25 AS decimal(38,0)) AS a

-- case: cast_123456789012345680000e0_as_decima
SELECT CAST(123456789012345680000e0 AS decimal(38,2)) AS a

-- case: cast_real_1_1_as_decimal_38_10_as_a
SELECT CAST(REAL '1.1' AS decimal(38,10)) AS a

-- case: cast_0_1e0_as_decimal_38_30_as_a
SELECT CAST(0.1e0 AS decimal(38,30)) AS a

-- case: cast_real_3_4e20_as_decimal_38_0_as_a
SELECT CAST(REAL '3.4e20' AS decimal(38,0)) AS a

-- case: a_1_as_b_b_as_a_from_values_1_9_5_2_t
SELECT a + 1 AS b, b AS a FROM (VALUES (1, 9), (5, 2)) t(a, b) ORDER BY a + b

-- case: a_as_a_from_values_1_2_3_t_a_order_by
SELECT -a AS a FROM (VALUES 1, 2, 3) t(a) ORDER BY a * 1

-- case: a_as_a_from_values_1_2_3_t_a_order_by_2
SELECT -a AS a FROM (VALUES 1, 2, 3) t(a) ORDER BY abs(a)

-- case: a_b_as_a_from_values_1_9_5_2_t_a_b_ord
-- fails: ambiguous name
SELECT a, b AS a FROM (VALUES (1, 9), (5, 2)) t(a, b) ORDER BY a

-- case: a_a_from_values_1_9_5_2_t_a_b_order_by
-- fails: ambiguous name
SELECT a, a FROM (VALUES (1, 9), (5, 2)) t(a, b) ORDER BY a

-- case: a_a_as_a_from_values_1_9_5_2_t_a_b_ord
-- fails: ambiguous name
SELECT a, a AS a FROM (VALUES (1, 9), (5, 2)) t(a, b) ORDER BY a

-- case: upper_s_as_s_from_values_b_a_t_s_order
SELECT upper(s) AS s FROM (VALUES 'b', 'A') t(s) ORDER BY lower(s)

-- case: row_1_null_row_2_3_as_a
SELECT ROW(1, NULL) < ROW(2, 3) AS a

-- case: row_1_cast_null_as_integer_row_1_3_as
-- fails: not supported
SELECT ROW(1, CAST(NULL AS integer)) < ROW(1, 3) AS a

-- case: r_row_2_3_as_a_from_values_row_row_1_2
SELECT r < ROW(2, 3) AS a FROM (VALUES ROW(ROW(1, 2))) t(r)

-- case: format_02d_5_as_a
-- fails: invalid function argument
SELECT format('%-02d', 5) AS a

-- case: format_4d_5_as_a
-- fails: invalid function argument
SELECT format('%.4d', 5) AS a

-- case: format_5d_5_as_a
SELECT format('%-5d|', 5) AS a

-- case: format_d_12345_as_a
SELECT format('%+,d', 12345) AS a

-- case: format_05_1f_x_x_o_e_3_14159e0_255_255
SELECT format('%05.1f|%x|%X|%o|%e', 3.14159e0, 255, 255, 8, 12345.678e0) AS a

-- case: format_s_10s_10s_a_b_c_as_a
SELECT format('%s %10s %-10s|', 'a', 'b', 'c') AS a

-- case: interval_1_day_as_a_interval_1_day_as
SELECT INTERVAL '-1' DAY AS a, INTERVAL -'1' DAY AS b

-- case: interval_1_day_as_b
SELECT INTERVAL - '1' DAY AS b

-- case: x_from_values_0_1_5_t_x_where_x_0_and
SELECT x FROM (VALUES 0, 1, 5) t(x) WHERE x <> 0 AND 10/x > 1 ORDER BY 1

-- case: x_from_values_0_1_5_t_x_where_exists_s
-- fails: division by zero
SELECT x FROM (VALUES 0, 1, 5) t(x) WHERE EXISTS (SELECT 1 FROM (VALUES 1, 5) u(y) WHERE y = x) AND 10/x > 1 ORDER BY 1

-- case: contains_array_array_1_null_array_1_2
-- fails: not supported
SELECT contains(ARRAY[ARRAY[1, NULL]], ARRAY[1, 2]) AS a

-- case: contains_array_row_1_null_row_1_2_as_a
-- fails: not supported
SELECT contains(ARRAY[ROW(1, NULL)], ROW(1, 2)) AS a

-- case: distinct_a_b_as_c_from_values_1_2_3_4
SELECT DISTINCT a + b AS c FROM (VALUES (1, 2), (3, 4)) t(a, b) ORDER BY a + b

-- case: distinct_a_b_from_values_1_2_3_4_t_a_b
SELECT DISTINCT A + b FROM (VALUES (1, 2), (3, 4)) t(a, b) ORDER BY a + B

-- case: a_b_from_values_1_2_3_4_t_a_b_group_by
SELECT a + b FROM (VALUES (1, 2), (3, 4)) t(a, b) GROUP BY a + B ORDER BY A + b

-- case: distinct_t_a_from_values_1_2_3_4_t_a_b
SELECT DISTINCT t.a FROM (VALUES (1, 2), (3, 4)) t(a, b) ORDER BY a DESC

-- case: distinct_a_from_values_1_2_3_4_t_a_b_o
SELECT DISTINCT a FROM (VALUES (1, 2), (3, 4)) t(a, b) ORDER BY t.a DESC

-- case: distinct_a_as_x_from_values_1_2_3_4_t
SELECT DISTINCT a AS x FROM (VALUES (1, 2), (3, 4)) t(a, b) ORDER BY a DESC

-- case: distinct_upper_s_as_u_from_values_a_b
SELECT DISTINCT upper(s) AS u FROM (VALUES 'a', 'b', 'A') t(s) ORDER BY upper(s) DESC

-- case: distinct_upper_s_from_values_a_b_a_t_s
SELECT DISTINCT upper(s) FROM (VALUES 'a', 'b', 'A') t(s) ORDER BY upper(s) DESC

-- case: distinct_cast_s_as_varchar_x_as_u_from
SELECT DISTINCT CAST(s AS varchar) || 'x' AS u FROM (VALUES 'a', 'b', 'A') t(s) ORDER BY CAST(s AS varchar) || 'x' DESC

-- case: distinct_a_b_from_values_1_2_3_4_t_a_b_2
-- fails: expression not in distinct
SELECT DISTINCT a, b FROM (VALUES (1, 2), (3, 4)) t(a, b) ORDER BY a + b DESC

-- case: distinct_a_1_as_x_from_values_1_2_3_4
-- fails: expression not in distinct
SELECT DISTINCT a + 1 AS x FROM (VALUES (1, 2), (3, 4)) t(a, b) ORDER BY x + 1 DESC

-- case: distinct_a_from_values_1_2_3_4_t_a_b_o_2
-- fails: expression not in distinct
SELECT DISTINCT a FROM (VALUES (1, 2), (3, 4)) t(a, b) ORDER BY b DESC

-- case: distinct_case_when_a_1_then_x_else_y_e
SELECT DISTINCT CASE WHEN a > 1 THEN 'x' ELSE 'y' END AS k FROM (VALUES (1, 2), (3, 4)) t(a, b) ORDER BY CASE WHEN a > 1 THEN 'x' ELSE 'y' END

-- case: distinct_a_2_as_k_count_over_partition
SELECT DISTINCT a % 2 AS k, count(*) OVER (PARTITION BY a % 2) AS n FROM (VALUES (1, 2), (3, 4)) t(a, b) ORDER BY a % 2, count(*) OVER (PARTITION BY a % 2)

-- case: distinct_a_as_b_from_values_1_2_3_4_t
SELECT DISTINCT a AS b FROM (VALUES (1, 2), (3, 4)) t(a, b) ORDER BY b

-- case: a_from_values_1_2_t_a_order_by_a
-- fails: ambiguous name
SELECT *, a FROM (VALUES 1, 2) t(a) ORDER BY a

-- case: t_a_1_as_a_from_values_1_2_t_a_order_b
-- fails: ambiguous name
SELECT t.*, a + 1 AS a FROM (VALUES 1, 2) t(a) ORDER BY a

-- case: a_b_as_a_from_values_1_9_5_2_t_a_b_ord_2
-- fails: ambiguous name
SELECT a, b AS a FROM (VALUES (1, 9), (5, 2)) t(a, b) ORDER BY a + 1

-- case: array_1_null_array_1_2_as_a
-- fails: not supported
SELECT ARRAY[1, NULL] < ARRAY[1, 2] AS a

-- case: array_1_null_array_2_as_a
SELECT ARRAY[1, NULL] < ARRAY[2] AS a

-- case: array_1_array_1_null_as_a
SELECT ARRAY[1] < ARRAY[1, NULL] AS a

-- case: array_row_1_a_array_row_1_b_as_a_row_1
SELECT ARRAY[ROW(1, 'a')] < ARRAY[ROW(1, 'b')] AS a, ROW(1, ARRAY[1, 2]) >= ROW(1, ARRAY[1]) AS b, ROW(1, nan()) < ROW(1, 2e0) AS c, ROW(1, nan()) > ROW(1, 2e0) AS d

-- case: row_1_2_between_row_1_1_and_row_1_3_as
SELECT ROW(1, 2) BETWEEN ROW(1, 1) AND ROW(1, 3) AS a

-- case: greatest_row_1_2_row_1_3_as_a
SELECT greatest(ROW(1, 2), ROW(1, 3)) AS a

-- case: greatest_array_1_null_array_1_3_as_a
-- fails: not supported
SELECT greatest(ARRAY[1, NULL], ARRAY[1, 3]) AS a

-- case: array_sort_array_row_2_null_row_1_3_as
SELECT array_sort(ARRAY[ROW(2, NULL), ROW(1, 3)]) AS a

-- case: array_max_array_array_1_2_array_1_3_as
SELECT array_max(ARRAY[ARRAY[1, 2], ARRAY[1, 3]]) AS a

-- case: with_e_uid_ev_as_values_1_open_1_cart
WITH e(uid, ev) AS (VALUES (1, 'open'), (1, 'cart'), (2, 'open')) SELECT count_if(EXISTS (SELECT 1 FROM e c WHERE c.uid = o.uid AND c.ev = 'cart')) AS a, count_if(EXISTS (SELECT 1 FROM e c WHERE c.uid = o.uid AND c.ev = 'pay')) AS b FROM e o

-- case: with_e_x_as_values_1_2_3_select_sum_x
WITH e(x) AS (VALUES 1, 2, 3) SELECT sum(x - (SELECT max(x) FROM e)) AS a, sum(x - (SELECT min(x) FROM e)) AS b, max((SELECT x FROM e WHERE x = 2)) AS c, max((SELECT x FROM e WHERE x = 3)) AS d FROM e

-- case: with_e_x_as_values_1_2_3_f_x_as_values
WITH e(x) AS (VALUES 1, 2, 3), f(x) AS (VALUES 2, 3, 4) SELECT count_if(x IN (SELECT x FROM f)) AS a, count_if(x IN (SELECT x FROM e)) AS b, count(*) FILTER (WHERE x IN (SELECT x FROM f)) AS c FROM e

-- case: with_e_x_as_values_1_2_3_select_x_sum
WITH e(x) AS (VALUES 1, 2, 3) SELECT x, sum(x + (SELECT max(x) FROM e)) OVER (ORDER BY x) AS a, sum(x + (SELECT min(x) FROM e)) OVER (ORDER BY x) AS b FROM e ORDER BY 1

-- case: with_e_x_as_values_1_2_3_select_select
WITH e(x) AS (VALUES 1, 2, 3) SELECT (SELECT max(x) FROM e), (SELECT min(x) FROM e), (SELECT max(x) FROM e) + 1, (SELECT min(x) FROM e) + 1

-- case: with_e_x_as_values_1_2_3_select_max_ca
WITH e(x) AS (VALUES 1, 2, 3) SELECT max(CASE WHEN x > (SELECT avg(x) FROM e) THEN x END) AS a, min(CASE WHEN x > (SELECT min(x) FROM e) THEN x END) AS b, max(CASE WHEN x > (SELECT min(x) FROM e) THEN x END) AS c FROM e GROUP BY x > (SELECT min(x) FROM e), x > (SELECT max(x) - 1 FROM e) ORDER BY 1, 2, 3

-- case: greatest_row_1_2_row_1_3_as_b_least_ar
SELECT greatest(ROW(1, 2), ROW(1, 3)) AS b, least(ARRAY[2], ARRAY[1, 5]) AS c, hour(DATE '2026-01-01') AS h

-- case: truncate_decimal_1_259_1_as_a_truncate
SELECT truncate(DECIMAL '1.259', 1) AS a, truncate(DECIMAL '1.259') AS b, round(1.25e0, 1) AS c

-- case: cast_s_as_array_integer_as_a_cast_null
SELECT CAST(s AS array<integer>) AS a, CAST(NULL AS map<varchar,array<row(x integer)>>) AS b FROM (VALUES JSON '[1,2]') t(s)

-- case: cast_from_iso8601_timestamp_s_as_times
SELECT CAST(from_iso8601_timestamp(s) AS timestamp) AS a, CAST(from_iso8601_timestamp(s) AS date) AS b, date(from_iso8601_timestamp(s)) AS c, from_iso8601_timestamp(s) >= TIMESTAMP '2026-01-05 09:00:00 UTC' AS d, to_unixtime(from_iso8601_timestamp(s)) AS e, from_iso8601_timestamp(s) AT TIME ZONE 'UTC' AS f, CAST(parse_datetime(s, 'yyyy-MM-dd''T''HH:mm:ssZ') AS timestamp) AS g, parse_datetime(s, 'yyyy-MM-dd''T''HH:mm:ssZ') AT TIME ZONE 'Asia/Tokyo' AS h FROM (VALUES '2026-01-05T10:00:00+02:00', '2026-01-05T23:00:00-08:00', '2026-01-05T10:00:00Z') t(s) ORDER BY s

-- case: cast_from_iso8601_timestamp_s_as_time
SELECT CAST(from_iso8601_timestamp(s) AS time) AS a, TRY(CAST(from_iso8601_timestamp(s) AS date)) AS b FROM (VALUES '2026-01-05T10:00:00+02:00', '2026-01-05T23:00:00-08:00') t(s) ORDER BY s

-- case: date_diff_hour_from_iso8601_timestamp
SELECT date_diff('hour', from_iso8601_timestamp(s), from_iso8601_timestamp(e)) AS a FROM (VALUES ('2026-01-05T10:00:00+02:00', '2026-01-05T23:00:00-08:00')) t(s, e)

-- case: a_is_distinct_from_b_and_c_as_x_a_is_n
-- fails: function not found
SELECT a IS DISTINCT FROM b AND c AS x, a IS NOT DISTINCT FROM b OR c AS y, NOT a IS DISTINCT FROM b AS z, a IS DISTINCT FROM b + 1 AS w, a || 'x' IS DISTINCT FROM 'y' || 'z' AS v FROM (VALUES (1, 2, false), (1, 1, true), (NULL, NULL, true)) t(a0, b, c) CROSS JOIN LATERAL (SELECT CAST(a0 AS varchar) AS a1) u(a1) CROSS JOIN LATERAL (SELECT a0 AS a) v(a) ORDER BY 1, 2, 3

-- case: a_is_distinct_from_b_and_c_as_x_a_is_n_2
SELECT a IS DISTINCT FROM b AND c AS x, a IS NOT DISTINCT FROM b OR c AS y, NOT a IS DISTINCT FROM b AS z, a IS DISTINCT FROM b + 1 AS w FROM (VALUES (1, 2, false), (1, 1, true), (CAST(NULL AS integer), CAST(NULL AS integer), true)) t(a, b, c) ORDER BY 1, 2, 3, 4

-- case: a_b_from_values_true_true_true_false_f
SELECT a, b FROM (VALUES (true, true), (true, false), (false, CAST(NULL AS boolean))) t(a, b) WHERE a IS DISTINCT FROM b AND a ORDER BY 1, 2

-- case: count_if_a_is_not_distinct_from_b_and
SELECT count_if(a IS NOT DISTINCT FROM b AND a) AS n, CASE WHEN max(a) IS DISTINCT FROM min(a) THEN 1 ELSE 2 END AS d FROM (VALUES (true, true), (true, false)) t(a, b)

-- case: top_as_manager_top_from_values_1_2_t_t
SELECT top AS manager, top FROM (VALUES 1, 2) t(top) ORDER BY top

-- case: distinct_top_count_over_as_n_from_valu
SELECT DISTINCT top, count(*) OVER () AS n FROM (VALUES 1, 1) t(top)

-- case: top_1_x_from_values_1_2_t_x
-- fails: syntax error
SELECT TOP 1 x FROM (VALUES 1, 2) t(x)

-- case: with_recursive_p_as_select_1_as_a_r_n
-- fails: missing column aliases
WITH RECURSIVE p AS (SELECT 1 AS a), r(n) AS (SELECT a FROM p UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT * FROM r ORDER BY 1

-- case: s_from_values_a_1_a_2_b_1_t_s_c_group
SELECT s FROM (VALUES ('a', 1), ('a', 2), ('b', 1)) t(s, c) GROUP BY s HAVING count(DISTINCT CASE WHEN c IN (SELECT x FROM (VALUES 1, 2) u(x)) THEN c END) = 2

-- case: s_from_values_a_1_a_2_b_1_t_s_c_group_2
SELECT s FROM (VALUES ('a', 1), ('a', 2), ('b', 1)) t(s, c) GROUP BY s HAVING s IN (SELECT x FROM (VALUES 'a', 'z') u(x)) AND EXISTS (SELECT 1) AND sum(c) > ALL (SELECT 1)

-- case: place_noc_g_from_select_rank_over_orde
SELECT place, noc, g FROM (SELECT rank() OVER (ORDER BY g DESC) AS place, noc, g FROM (SELECT noc, count(*) AS g FROM (VALUES ('NOR', 1), ('NOR', 1), ('SWE', 1), ('GER', 1)) AS t(noc, medal) GROUP BY noc)) ORDER BY place, noc

-- case: n_k_from_select_count_as_n_k_from_valu
SELECT n, k FROM (SELECT count(*) AS n, k FROM (VALUES 'c', 'b', 'a', 'a') t(k) GROUP BY k ORDER BY n LIMIT 3) ORDER BY n, k

-- case: dense_rank_over_order_by_n_as_r_n_b_a
SELECT dense_rank() OVER (ORDER BY n) AS r, n, b, a FROM (SELECT a, b, count(*) AS n FROM (VALUES (2, 'y'), (2, 'x'), (1, 'z'), (1, 'y'), (1, 'y')) t(a, b) GROUP BY a, b) ORDER BY r, b, a

-- case: count_over_order_by_n_as_running_k_fro
SELECT count(*) OVER (ORDER BY n) AS running, k FROM (SELECT k, count(*) AS n FROM (VALUES 'c', 'b', 'a', 'a') t(k) GROUP BY k) ORDER BY running, k

-- case: r_k_from_select_distinct_k_rank_over_o
SELECT r, k FROM (SELECT DISTINCT k, rank() OVER (ORDER BY length(k)) AS r FROM (VALUES 'c', 'b', 'aa') t(k)) ORDER BY r, k

-- case: rank_over_order_by_max_v_as_r_k_from_v
SELECT rank() OVER (ORDER BY max(v)) AS r, k FROM (VALUES ('c', 1), ('b', 1), ('a', 2)) t(k, v) GROUP BY k ORDER BY 1, 2

-- case: row_number_over_order_by_n_k_as_r_ntil
SELECT row_number() OVER (ORDER BY n, k) AS r, ntile(2) OVER (ORDER BY n, k) AS t, k FROM (SELECT k, count(*) AS n FROM (VALUES 'c', 'b', 'a', 'a') t(k) GROUP BY k) ORDER BY t, k

-- case: t_a_1_as_a_from_values_1_2_t_a_order_b_2
-- fails: ambiguous name
SELECT t.*, a + 1 AS a FROM (VALUES 1, 2) t(a) ORDER BY a DESC

-- case: a_from_values_1_2_t_a_order_by_t_a_des
SELECT *, a FROM (VALUES 1, 2) t(a) ORDER BY t.a DESC

-- case: a_as_b_from_values_1_2_t_a_order_by_a
SELECT *, a AS b FROM (VALUES 1, 2) t(a) ORDER BY a DESC

-- case: from_values_1_2_t_a_b_cross_join_value
SELECT * FROM (VALUES (1, 2)) t(a, b) CROSS JOIN (VALUES (1, 3), (1, 2)) u(a, c) ORDER BY c

-- case: from_values_1_2_t_a_b_cross_join_value_2
-- fails: ambiguous name
SELECT * FROM (VALUES (1, 2)) t(a, b) CROSS JOIN (VALUES (1, 3), (1, 2)) u(a, c) ORDER BY a

-- case: 1_as_x_2_as_x_union_all_select_3_4_ord
-- fails: ambiguous name
SELECT 1 AS x, 2 AS x UNION ALL SELECT 3, 4 ORDER BY x
