-- Models and tests as dbt packages for Athena and Trino expand to: dates, surrogate keys, pivots, data quality, anomalies, cost dashboards.

-- case: date_dimension_around_a_leap_year
WITH base_dates AS (SELECT date_add('day', row_number() OVER (ORDER BY 1) - 1, CAST(CAST('2024-02-26' AS date) AS timestamp)) AS date_day FROM UNNEST(sequence(1, 9)) AS s(n)),
dates_with_prior_year_dates AS (SELECT CAST(d.date_day AS date) AS date_day, CAST(date_add('year', -1, d.date_day) AS date) AS prior_year_date_day, CAST(date_add('day', -364, d.date_day) AS date) AS prior_year_over_year_date_day FROM base_dates d)
SELECT d.date_day, date_add('day', -1, d.date_day) AS prior_date_day, d.prior_year_date_day, d.prior_year_over_year_date_day,
  CASE WHEN day_of_week(d.date_day) = 7 THEN 1 ELSE day_of_week(d.date_day) + 1 END AS day_of_week, date_format(d.date_day, '%W') AS day_name, date_format(d.date_day, '%a') AS day_name_short,
  day_of_year(d.date_day) AS day_of_year, CAST(date_trunc('week', d.date_day) AS date) AS week_start, CAST(date_add('day', 6, date_trunc('week', d.date_day)) AS date) AS week_end, week_of_year(d.date_day) AS iso_week,
  CAST(date_trunc('month', d.prior_year_date_day) AS date) AS prior_year_month_start, CAST(date_add('day', -1, date_add('month', 1, date_trunc('month', d.prior_year_date_day))) AS date) AS prior_year_month_end,
  CAST(extract(quarter FROM d.date_day) AS integer) AS quarter_of_year, CAST(date_add('day', -1, date_add('quarter', 1, date_trunc('quarter', d.date_day))) AS date) AS quarter_end
FROM dates_with_prior_year_dates d ORDER BY 1

-- case: spine_of_powers
WITH p AS (SELECT 0 AS generated_number UNION ALL SELECT 1),
unioned AS (SELECT p0.generated_number * power(2, 0) + p1.generated_number * power(2, 1) + p2.generated_number * power(2, 2) + 1 AS generated_number FROM p AS p0 CROSS JOIN p AS p1 CROSS JOIN p AS p2),
rawdata AS (SELECT * FROM unioned WHERE generated_number <= 6 ORDER BY generated_number),
all_periods AS (SELECT (date_add('month', row_number() OVER (ORDER BY 1) - 1, CAST(CAST('1969-10-31' AS date) AS timestamp))) AS date_month FROM rawdata),
filtered AS (SELECT * FROM all_periods WHERE date_month <= CAST(CAST('1970-02-28' AS date) AS timestamp))
SELECT * FROM filtered ORDER BY date_month

-- case: surrogate_key_of_nullable_columns
SELECT lower(to_hex(md5(to_utf8(CAST(coalesce(CAST(id AS varchar), '_dbt_utils_surrogate_key_null_') || '-' || coalesce(CAST(name AS varchar), '_dbt_utils_surrogate_key_null_') || '-' || coalesce(CAST(at AS varchar), '_dbt_utils_surrogate_key_null_') AS varchar))))) AS sk, id FROM (VALUES (1, 'ann', DATE '1969-12-31'), (2, NULL, NULL), (NULL, '', DATE '2024-02-29')) AS t(id, name, at) ORDER BY 2

-- case: pivot_of_sizes
SELECT country, sum(CASE WHEN size = 'S' THEN quantity ELSE 0 END) AS "S", sum(CASE WHEN size = 'M' THEN quantity ELSE 0 END) AS "M", sum(CASE WHEN size = 'X''L' THEN quantity ELSE 0 END) AS "X'L" FROM (VALUES ('de', 'S', 2), ('de', 'M', NULL), ('fr', 'X''L', -4), (NULL, 'S', 7)) AS t(country, size, quantity) GROUP BY country ORDER BY country

-- case: unpivot_by_union
SELECT customer_id, field_name, value FROM (
  SELECT customer_id, CAST('created_at' AS varchar) AS field_name, CAST(created_at AS varchar) AS value FROM (VALUES (1, DATE '2017-01-01', 'active', 'a'), (2, NULL, 'deleted', 'b')) AS t(customer_id, created_at, status, segment)
  UNION ALL SELECT customer_id, CAST('status' AS varchar), CAST(status AS varchar) FROM (VALUES (1, DATE '2017-01-01', 'active', 'a'), (2, NULL, 'deleted', 'b')) AS t(customer_id, created_at, status, segment)
) ORDER BY customer_id, field_name

-- case: deduplicated_with_inner_star
WITH raw AS (SELECT * FROM (VALUES (1, 'a', TIMESTAMP '2024-03-10 01:59:59'), (1, 'b', TIMESTAMP '2024-03-10 03:00:00'), (2, 'c', NULL), (2, 'd', TIMESTAMP '1969-12-31 23:59:59.999')) AS t(user_id, event, loaded_at)),
row_numbered AS (SELECT _inner.*, row_number() OVER (PARTITION BY user_id ORDER BY loaded_at DESC NULLS LAST) AS rn FROM raw AS _inner)
SELECT DISTINCT row_numbered.* FROM row_numbered WHERE row_numbered.rn = 1 ORDER BY user_id

-- case: not_null_proportion
WITH validation AS (SELECT segment, sum(CASE WHEN email IS NULL THEN 0 ELSE 1 END) / CAST(count(*) AS decimal(28,6)) AS not_null_proportion FROM (VALUES ('a', 'x'), ('a', NULL), ('a', ''), ('b', 'y'), (NULL, NULL)) AS t(segment, email) GROUP BY segment),
validation_errors AS (SELECT segment, not_null_proportion FROM validation WHERE not_null_proportion < 0.9 OR not_null_proportion > 1.0)
SELECT * FROM validation_errors ORDER BY segment

-- case: fewer_rows_than
WITH a AS (SELECT 1 AS id_dbtutils_test_fewer_rows_than, count(*) AS count_our_model FROM (VALUES 1, 2, 3) AS m(x) GROUP BY 1),
b AS (SELECT 1 AS id_dbtutils_test_fewer_rows_than, count(*) AS count_comparison_model FROM (VALUES 1) AS m(x) GROUP BY 1),
counts AS (SELECT a.id_dbtutils_test_fewer_rows_than AS id_a, b.id_dbtutils_test_fewer_rows_than AS id_b, count_our_model, count_comparison_model FROM a FULL JOIN b ON a.id_dbtutils_test_fewer_rows_than = b.id_dbtutils_test_fewer_rows_than),
final AS (SELECT *, CASE WHEN count_our_model > count_comparison_model THEN (count_our_model - count_comparison_model) WHEN count_our_model = count_comparison_model THEN 1 ELSE 0 END AS row_count_delta FROM counts)
SELECT * FROM final

-- case: sequential_values
WITH windowed AS (SELECT my_even_sequence, lag(my_even_sequence) OVER (PARTITION BY grp ORDER BY my_even_sequence) AS previous_value FROM (VALUES ('a', 2), ('a', 4), ('a', 8), ('b', -2), ('b', 0)) AS t(grp, my_even_sequence)),
validation_errors AS (SELECT * FROM windowed WHERE NOT (my_even_sequence = previous_value + 2))
SELECT * FROM validation_errors

-- case: mutually_exclusive_ranges
WITH window_functions AS (SELECT subscription AS partition_by_col, valid_from AS lower_bound, valid_to AS upper_bound, lead(valid_from) OVER (PARTITION BY subscription ORDER BY valid_from, valid_to) AS next_lower_bound, row_number() OVER (PARTITION BY subscription ORDER BY valid_from DESC, valid_to DESC) = 1 AS is_last_record FROM (VALUES (1, DATE '2019-01-01', DATE '2020-01-01'), (1, DATE '2020-01-01', DATE '2020-02-29'), (2, DATE '1968-02-29', NULL), (2, DATE '1970-01-01', DATE '1969-12-31')) AS t(subscription, valid_from, valid_to)),
calc AS (SELECT *, coalesce(lower_bound < upper_bound, false) AS lower_bound_less_than_upper_bound, coalesce(upper_bound <= next_lower_bound, is_last_record, false) AS upper_bound_less_than_next_lower_bound FROM window_functions),
validation_errors AS (SELECT * FROM calc WHERE NOT (lower_bound_less_than_upper_bound AND upper_bound_less_than_next_lower_bound))
SELECT * FROM validation_errors ORDER BY partition_by_col, lower_bound

-- case: equality_of_relations
WITH a AS (SELECT * FROM (VALUES (1, 'x'), (1, 'x'), (2, NULL)) AS t(id, v)), b AS (SELECT * FROM (VALUES (1, 'x'), (2, NULL), (3, '')) AS t(id, v)),
a_minus_b AS (SELECT id, v FROM a EXCEPT SELECT id, v FROM b), b_minus_a AS (SELECT id, v FROM b EXCEPT SELECT id, v FROM a),
unioned AS (SELECT 'a_minus_b' AS which_diff, a_minus_b.* FROM a_minus_b UNION ALL SELECT 'b_minus_a' AS which_diff, b_minus_a.* FROM b_minus_a)
SELECT * FROM unioned ORDER BY 1, 2

-- case: cardinality_equality
WITH table_a AS (SELECT city AS field, count(*) AS num_rows FROM (VALUES 'rome', 'rome', NULL, 'oslo') AS t(city) GROUP BY city), table_b AS (SELECT city AS field, count(*) AS num_rows FROM (VALUES 'rome', NULL, 'oslo') AS t(city) GROUP BY city),
except_a AS (SELECT * FROM table_a EXCEPT SELECT * FROM table_b), except_b AS (SELECT * FROM table_b EXCEPT SELECT * FROM table_a)
SELECT * FROM except_a UNION ALL SELECT * FROM except_b ORDER BY 2, 1

-- case: relationships_where
WITH left_table AS (SELECT order_id AS id FROM (VALUES 1, 2, NULL, 4) AS o(order_id) WHERE order_id IS NOT NULL AND 1 = 1), right_table AS (SELECT id AS id FROM (VALUES 1, 3, NULL) AS c(id) WHERE id IS NOT NULL AND id <> 4),
exceptions AS (SELECT left_table.id, right_table.id AS right_id FROM left_table LEFT JOIN right_table ON left_table.id = right_table.id WHERE right_table.id IS NULL)
SELECT * FROM exceptions ORDER BY id

-- case: haversine_distance
SELECT 2 * 3961 * asin(sqrt(power((sin(radians((CAST(48.86471 AS double) - CAST(lat AS double)) / 2))), 2) + cos(radians(lat)) * cos(radians(48.86471)) * power((sin(radians((2.349014 - lon) / 2))), 2))) AS miles FROM (VALUES (52.3702e0, 4.8952e0)) AS t(lat, lon)

-- case: safe_divide_and_nullif
SELECT num, denom, CAST(num AS decimal(10,3)) / nullif(CAST(denom AS decimal(10,3)), 0) AS q, num / nullif(denom, 0e0) AS r, coalesce(try(num / denom), -1) AS s FROM (VALUES (6e0, 0e0), (5e0, 2e0), (0e0, 0e0), (NULL, 1e0), (-1e0, 3e0)) AS t(num, denom) WHERE num IS NULL OR denom <> 0 ORDER BY num

-- case: width_buckets_by_hand
SELECT amount, mod(CAST(amount AS decimal(20,6)), CAST((200 - 0) / 10 AS decimal(20,6))) AS rest, least(10 + 1, greatest(0, floor((CAST(amount AS decimal(20,6)) - 0) / ((200 - 0) / 10) + 1))) AS bucket FROM (VALUES 0.0, 10.5, 20.0, 199.99, 200.0, 1000.0, -5.0) AS t(amount) ORDER BY amount

-- case: url_host_without_functions
SELECT url, CAST(split_part(split_part(replace(replace(replace(url, 'android-app://', ''), 'http://', ''), 'https://', ''), '/', 1), '?', 1) AS varchar) AS parsed_host, nullif(split_part(split_part(url, 'utm_medium=', 2), '&', 1), '') AS medium FROM (VALUES 'www.google.co.uk?utm_source=google&utm_medium=cpc&utm_campaign=spring-summer', 'http://witchwiki.co.uk/r/seo?utm_medium=', 'https://www.nguyen.biz', 'android-app://m.facebook.com/', NULL, '') AS t(url) ORDER BY url

-- case: url_path_by_position
SELECT url, strpos(replace(replace(url, 'http://', ''), 'https://', ''), '/') AS first_slash, substr(replace(replace(url, 'http://', ''), 'https://', ''), coalesce(nullif(strpos(replace(replace(url, 'http://', ''), 'https://', ''), '/'), 0), strpos(replace(replace(url, 'http://', ''), 'https://', ''), '?') - 1)) AS rest FROM (VALUES 'http://a.example/x/y?q=1', 'https://b.example?q', 'c.example') AS t(url) ORDER BY url

-- case: convert_timezone_over_a_gap
SELECT at, CAST(at_timezone(with_timezone(CAST(at AS timestamp(3)), 'UTC'), 'America/Los_Angeles') AS timestamp(3)) AS local, CAST(at AS timestamp) AT TIME ZONE 'America/Los_Angeles' AS zoned FROM (VALUES TIMESTAMP '2024-03-10 09:59:59', TIMESTAMP '2024-03-10 10:00:00', TIMESTAMP '2024-11-03 08:30:00', TIMESTAMP '2024-11-03 09:30:00', TIMESTAMP '1969-07-20 20:17:40') AS t(at) ORDER BY at

-- case: from_unix_in_four_units
SELECT CAST(from_unixtime(1620459000) AT TIME ZONE 'UTC' AS timestamp(3)) AS s, CAST(from_unixtime_nanos(CAST(1620459000123 * pow(10, 6) AS bigint)) AT TIME ZONE 'UTC' AS timestamp(3)) AS ms, CAST(from_unixtime_nanos(-1) AT TIME ZONE 'UTC' AS timestamp(6)) AS ns, to_unixtime(CAST('2013-02-12 13:13:13.5' AS timestamp)) AS back

-- case: fiscal_periods
WITH fscl_year_w13 AS (SELECT f.*, mod(CAST((f.fiscal_week_of_year - 1) AS integer), 13) AS w13_number, CAST(least(floor((f.fiscal_week_of_year - 1) / 13.0), 3) AS integer) AS quarter_number FROM (VALUES (2024, 1), (2024, 4), (2024, 5), (2024, 13), (2024, 14), (2024, 52), (2024, 53)) AS f(fiscal_year_number, fiscal_week_of_year)),
fscl_periods AS (SELECT f.fiscal_year_number, f.fiscal_week_of_year, CASE WHEN f.fiscal_week_of_year = 53 THEN 3 WHEN f.w13_number BETWEEN 0 AND 3 THEN 1 WHEN f.w13_number BETWEEN 4 AND 8 THEN 2 WHEN f.w13_number BETWEEN 9 AND 12 THEN 3 END AS period_of_quarter, f.quarter_number FROM fscl_year_w13 f),
fscl_periods_quarters AS (SELECT f.*, CAST(((f.quarter_number * 3) + f.period_of_quarter) AS integer) AS fiscal_period_number FROM fscl_periods f)
SELECT fiscal_week_of_year, dense_rank() OVER (PARTITION BY fiscal_period_number ORDER BY fiscal_week_of_year) AS fiscal_week_of_period, fiscal_period_number, quarter_number + 1 AS fiscal_quarter_number FROM fscl_periods_quarters ORDER BY 1, 2

-- case: round_timestamp_to_the_day
SELECT at, date_trunc('day', date_add('hour', 12, at)) AS rounded, CAST(date_trunc('day', date_add('hour', 12, at)) AS date) AS d FROM (VALUES TIMESTAMP '2021-05-08 11:59:59.999', TIMESTAMP '2021-12-31 12:00:00', TIMESTAMP '1960-02-28 18:00:00') AS t(at) ORDER BY at

-- case: calendar_join_of_a_trailing_window
WITH calendar AS (SELECT * FROM UNNEST(sequence(DATE '2022-02-26', DATE '2022-03-02')) AS t(date_day)), base_model AS (SELECT * FROM (VALUES (TIMESTAMP '2022-02-26 23:59:59', 2e0), (TIMESTAMP '2022-02-28 10:00:00', 1.5e0), (TIMESTAMP '2022-02-28 12:00:00', NULL)) AS t(order_date, discount_total))
SELECT calendar.date_day, sum(base_model.discount_total) AS property_to_aggregate, count(base_model.order_date) AS has_data, CAST(max(base_model.order_date) AS date) AS last_order FROM base_model RIGHT JOIN calendar ON CAST(base_model.order_date AS date) > date_add('day', -2, calendar.date_day) AND CAST(base_model.order_date AS date) <= calendar.date_day GROUP BY calendar.date_day ORDER BY 1

-- case: period_to_date_and_rolling
SELECT date_month, metric, sum(metric) OVER (PARTITION BY year(date_month) ORDER BY date_month ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS ytd, avg(metric) OVER (ORDER BY date_month ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS rolling, coalesce(metric, 0) - coalesce(lag(metric, 1) OVER (ORDER BY date_month), 0) AS vs_prior, CAST(metric AS double) / nullif(lag(metric, 1) OVER (ORDER BY date_month), 0) AS ratio FROM (VALUES (DATE '2021-11-01', 10), (DATE '2021-12-01', 0), (DATE '2022-01-01', NULL), (DATE '2022-02-01', 7)) AS t(date_month, metric) ORDER BY date_month

-- case: anomaly_scores
WITH metrics AS (SELECT * FROM (VALUES ('row_count', TIMESTAMP '2024-01-01 00:00:00', 100e0), ('row_count', TIMESTAMP '2024-01-02 00:00:00', 110e0), ('row_count', TIMESTAMP '2024-01-03 00:00:00', 90e0), ('row_count', TIMESTAMP '2024-01-04 00:00:00', 400e0), ('null_count', TIMESTAMP '2024-01-04 00:00:00', NULL)) AS t(metric_name, bucket_end, metric_value)),
time_window_aggregation AS (SELECT metric_name, bucket_end, metric_value, avg(metric_value) OVER (PARTITION BY metric_name ORDER BY bucket_end ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS training_avg, stddev(metric_value) OVER (PARTITION BY metric_name ORDER BY bucket_end ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS training_stddev, count(metric_value) OVER (PARTITION BY metric_name ORDER BY bucket_end ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS training_set_size, last_value(bucket_end) OVER (PARTITION BY metric_name ORDER BY bucket_end ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS training_end FROM metrics)
SELECT metric_name, bucket_end, CASE WHEN training_stddev IS NULL THEN NULL WHEN training_stddev = 0 THEN 0 ELSE round((metric_value - training_avg) / training_stddev, 6) END AS anomaly_score, round(3 * training_stddev + training_avg, 4) AS max_metric_value, training_set_size, training_end, 'last value is ' || coalesce(CAST(round(metric_value, 3) AS varchar), 'null') AS described FROM time_window_aggregation WHERE metric_value IS NOT NULL ORDER BY metric_name, bucket_end

-- case: monitors_of_a_text_column
SELECT count(*) AS total, coalesce(sum(CASE WHEN v IS NULL THEN 1 ELSE 0 END), 0) AS null_count, round(CAST(sum(CASE WHEN v IS NULL THEN 1 ELSE 0 END) AS double) / nullif(CAST(count(*) AS double), 0) * 100.0, 3) AS null_percent, sum(CASE WHEN v = '' THEN 1 ELSE 0 END) AS missing, max(length(v)) AS max_length, min(length(v)) AS min_length, avg(length(v)) AS average_length, min(v) AS lo, max(v) AS hi FROM (VALUES 'a', '', NULL, 'naïve ☃', '𝒳y') AS t(v)

-- case: monitors_of_a_numeric_column
SELECT max(CAST(v AS double)) AS mx, min(CAST(v AS double)) AS mn, avg(CAST(v AS double)) AS av, sum(CASE WHEN v IS NULL THEN 1 WHEN v = 0 THEN 1 ELSE 0 END) AS zero_count, stddev(CAST(v AS double)) AS sd, variance(CAST(v AS double)) AS var, sum(CAST(v AS double)) AS s FROM (VALUES 1, 0, NULL, -3, 2147483647) AS t(v)

-- case: buckets_of_hours
WITH buckets AS (SELECT edr_bucket_start, date_add('hour', 8, edr_bucket_start) AS edr_bucket_end FROM UNNEST(sequence(TIMESTAMP '2024-02-28 16:00:00', TIMESTAMP '2024-03-01 00:00:00', INTERVAL '8' HOUR)) AS t(edr_bucket_start))
SELECT b.edr_bucket_start, b.edr_bucket_end, count(e.at) AS row_count, date_diff('second', max(e.at), b.edr_bucket_end) AS freshness FROM buckets b LEFT JOIN (VALUES TIMESTAMP '2024-02-28 16:00:00', TIMESTAMP '2024-02-29 07:59:59.999', TIMESTAMP '2024-02-29 08:00:00') AS e(at) ON e.at >= b.edr_bucket_start AND e.at < b.edr_bucket_end GROUP BY 1, 2 ORDER BY 1

-- case: hour_of_week
SELECT at, date_format(at, '%W%H') AS hour_of_week, date_format(at, '%W') AS dow, hour(at) AS hod, CAST(at AS time) AS t FROM (VALUES TIMESTAMP '2024-02-29 00:05:00', TIMESTAMP '1900-01-01 23:59:59', TIMESTAMP '2000-02-29 12:00:00') AS e(at) ORDER BY at

-- case: schema_name_timestamp
SELECT name, TRY(date_parse(regexp_extract(name, '_(\d{8}_\d{6})$', 1), '%Y%m%d_%H%i%s')) AS created, length(regexp_extract(name, '^([a-z]+)_', 1)) AS n FROM (VALUES 'ci_20240229_235959', 'ci_20230229_000000', 'main', '') AS t(name) ORDER BY name

-- case: snapshot_costs_by_age
WITH snapshot_usage AS (SELECT * FROM (VALUES (TIMESTAMP '2024-02-01 00:00:00', TIMESTAMP '2024-02-10 00:00:00', 'snap-1', 'EU-EBS:SnapshotUsage', 1.25e0), (TIMESTAMP '2024-02-01 00:00:00', TIMESTAMP '2022-12-31 23:00:00', 'snap-2', 'EBS:SnapshotArchiveStorage', 0.5e0), (TIMESTAMP '2024-02-01 00:00:00', TIMESTAMP '2023-02-01 00:00:00', 'snap-3', 'EBS:SnapshotUsage', 2e0)) AS t(billing_period, start_date, resource_id, usage_type, cost))
SELECT DISTINCT billing_period, CASE WHEN (usage_type LIKE '%EBS:SnapshotArchive%') THEN 'Snapshot_Archive' WHEN (usage_type LIKE '%EBS:Snapshot%') THEN 'Snapshot' ELSE usage_type END snapshot_type, "sum"(cost) cost, "sum"((CASE WHEN (start_date > (billing_period - INTERVAL  '12' MONTH)) THEN cost ELSE 0 END)) "under_1yr", "sum"((CASE WHEN (start_date <= (billing_period - INTERVAL  '12' MONTH)) THEN cost ELSE 0 END)) "over_1yr" FROM snapshot_usage GROUP BY 1, 2 ORDER BY 2

-- case: summary_of_purchase_options
SELECT split_part("billing_period", '-', 1) "year", split_part("billing_period", '-', 2) "month", CASE WHEN ("savings_plan_arn" <> '') THEN 'SavingsPlan' WHEN ("reservation_arn" <> '') THEN 'Reserved' WHEN ("usage_type" LIKE '%Spot%') THEN 'Spot' ELSE 'OnDemand' END "purchase_option", CASE WHEN ("savings_plan_arn" <> '') THEN "savings_plan_arn" ELSE CAST('' AS varchar) END "ri_sp_arn", product['region'] "region", approx_distinct("resource_id") "resource_id_count", sum(CASE WHEN ("line_type" = 'Usage') THEN "amount" ELSE 0 END) "usage_quantity", sum (CASE WHEN ("line_type" = 'RIFee') THEN (-"cost") ELSE 0 END) "ri_sp_trueup"
FROM (VALUES ('2024-01', '', '', 'BoxUsage:m5.large', 'i-1', 'Usage', 24e0, 2.304e0, MAP(ARRAY['region', 'tenancy'], ARRAY['eu-west-1', 'Shared'])), ('2024-01', NULL, 'arn:ri', 'BoxUsage', 'i-2', 'RIFee', 744e0, 30.5e0, MAP(ARRAY['region'], ARRAY['eu-west-1'])), ('2024-01', '', '', 'SpotUsage:c5.large', 'i-3', 'Usage', 3e0, 0.1e0, MAP(ARRAY['region'], ARRAY['us-east-1']))) AS cur(billing_period, savings_plan_arn, reservation_arn, usage_type, resource_id, line_type, amount, cost, product) GROUP BY 1, 2, 3, 4, 5 ORDER BY 3

-- case: spot_description_parts
SELECT split_part(split_part(d, ' ', 2), '/', 1) AS platform, split_part(d, '.', 1) AS family, split_part(d, ' ', 1) AS instance, split_part(d, ' ', 20) AS beyond, regexp_extract(d, '\$([0-9.]+)', 1) AS price FROM (VALUES 'm5.large Linux/UNIX Spot Instance-hour in EU (Ireland) in VPC Zone #5 at $0.035 per hour') AS t(d)

-- case: largest_saving_of_three_options
SELECT id, GREATEST(CASE WHEN s1 != '' THEN TRY_CAST(s1 AS double) WHEN p1 != '' THEN try(CAST(price AS double) - CAST(p1 AS double)) ELSE 0E0 END, CASE WHEN s2 != '' THEN TRY_CAST(s2 AS double) WHEN p2 != '' THEN try(CAST(price AS double) - CAST(p2 AS double)) ELSE 0E0 END) AS saving, CONCAT(COALESCE(risk, 'na'), ';', COALESCE(s1, 'na'), ';') AS details, try_cast(price AS double) / 730 AS hourly FROM (VALUES (1, '12.5', '', '10', '', '3', NULL), (2, 'n/a', '4.5', '', '', '', 'Low'), (3, '', '', '', '', '', 'High'), (4, '100', '', '30', '1e1', '', '')) AS t(id, price, s1, p1, s2, p2, risk) ORDER BY id

-- case: volume_arn_parts
SELECT try(split_part(arn, ':', 4)) AS region, try(split_part(arn, ':', 3)) AS service, try(split_part(arn, ':', 7)) AS name, TRY(date_parse(at, '%Y-%m-%d %H:%i:%s')) AS refreshed, CAST(NULL AS varchar(1)) AS reason, element_at(split(arn, '/'), -1) AS leaf, cardinality(split(arn, ':')) AS parts FROM (VALUES ('arn:aws:ec2:us-east-1:123456789012:volume/vol-1', '2024-02-29 23:59:59'), ('', '2024-02-30 00:00:00'), (NULL, '')) AS t(arn, at) ORDER BY 1

-- case: tags_as_json_of_a_map
SELECT json_format(CAST(map_filter(tags, (k, v) -> k LIKE 'user_%' AND v <> '') AS json)) AS tags_json, json_extract_scalar(json_format(CAST(tags AS json)), '$.user_team') AS team, json_format(CAST(MAP(ARRAY['a', 'b'], ARRAY[resource, NULL]) AS json)) AS j FROM (VALUES (MAP(ARRAY['user_team', 'aws_x', 'user_empty'], ARRAY['data "core"', '1', '']), 'i-1')) AS cur(tags, resource)

-- case: regions_by_row
SELECT region_name, CAST(region_latitude AS double) + CAST(region_longitude AS double) AS s, region_country FROM (VALUES ROW ('ap-northeast-1', 'Japan', '35.64', '139.76'), ROW ('sa-east-1', 'Brazil', '-23.37', '-46.63'), ROW ('ca-central-1', 'Montréal', '44.08', '-77.42')) ignored_table_name (region_name, region_country, region_latitude, region_longitude) ORDER BY "lower"(region_country) DESC

-- case: share_of_a_cluster
SELECT u.account, sum(amount) AS task_usage, total_usage, (sum(amount) / total_usage) AS "percent", ec2_cost, ((sum(amount) / total_usage) * ec2_cost) AS ecs_cost, "cluster" FROM (VALUES ('1', 'blue', 2e0), ('1', 'blue', 3e0), ('1', 'green', 5e0), ('2', '', 7e0)) AS u(account, "cluster", amount) LEFT JOIN (SELECT account, sum(amount) AS total_usage FROM (VALUES ('1', 10e0), ('2', 0e0)) AS s(account, amount) GROUP BY account) sum ON sum.account = u.account LEFT JOIN (VALUES ('1', DECIMAL '12.50')) AS ec2_cost(account, ec2_cost) ON ec2_cost.account = u.account WHERE "cluster" <> '' GROUP BY "cluster", u.account, total_usage, ec2_cost ORDER BY "cluster"

-- case: usage_of_the_last_days
SELECT item, count(*) AS n FROM (VALUES ('a', current_date), ('a', current_date - INTERVAL '30' DAY), ('b', current_date - INTERVAL '31' DAY), ('b', date_add('month', -2, current_date)), ('c', CAST(now() AS date))) AS t(item, usage_date) WHERE (((current_date - INTERVAL  '30' DAY) <= usage_date) AND coalesce(item, '') NOT IN ('EKSPod-EC2', 'ECSTask-EC2')) AND ("date_diff"('day', "date"(usage_date), "date"("now"())) <= 110) GROUP BY item ORDER BY item

-- case: account_names_by_latest_id
SELECT account_id, MAX_BY(account_name, account_id) account_name, max_by(account_name, at, 2) AS latest_two, arbitrary(status) FILTER (WHERE status <> '') AS any_status FROM (VALUES ('1', 'old', 1, ''), ('1', 'new', 3, 'ACTIVE'), ('1', NULL, 2, ''), ('2', 'two', NULL, '')) AS t(account_id, account_name, at, status) GROUP BY account_id ORDER BY account_id

-- case: histogram_of_lengths
SELECT histogram(floor(petal_length_cm)) AS h, map_agg(species, petal_length_cm) FILTER (WHERE rn = 1) AS m, multimap_agg(species, rn) AS mm FROM (SELECT species, petal_length_cm, row_number() OVER (PARTITION BY species ORDER BY petal_length_cm) AS rn FROM (VALUES ('setosa', 1.4e0), ('setosa', 1.9e0), ('virginica', 5.1e0), ('virginica', NULL)) AS i(species, petal_length_cm)) AS q

-- case: union_of_histograms
SELECT map_union(m) AS m FROM (SELECT histogram(floor(x)) m FROM (VALUES ('a', 1.5e0), ('b', 2.5e0), ('b', 2.25e0)) AS i(s, x) GROUP BY s)

-- case: flight_delays
SELECT dayofweek, avg(depdelayminutes) AS delay, grouping(dayofweek) AS total FROM (VALUES (1, 2, 'Boston, MA', 5), (2, 2, 'Boston, MA', NULL), (2, 2, 'South Boston, VA', 15), (3, 1, 'Boston, MA', 60)) AS flights(dayofweek, month, origincityname, depdelayminutes) WHERE month = 2 AND origincityname LIKE '%Boston%' GROUP BY ROLLUP (dayofweek) ORDER BY total, dayofweek

-- case: segments_above_average
WITH total AS (SELECT mktsegment, round(sum(acctbal)) AS total_per_mktsegment FROM (VALUES ('B', 121.65e0), ('B', -272.6e0), ('C', 7498.12e0), ('D', 2866.83e0)) AS customer(mktsegment, acctbal) GROUP BY 1), average AS (SELECT round(avg(total_per_mktsegment)) AS average FROM total)
SELECT mktsegment, total_per_mktsegment, average FROM total, average WHERE total_per_mktsegment > average ORDER BY mktsegment

-- case: totals_by_union_with_null
SELECT mktsegment, round(sum(acctbal), 2) AS total_acctbal, 0 AS id FROM (VALUES ('B', 121.655e0), ('C', -0.005e0)) AS customer(mktsegment, acctbal) GROUP BY mktsegment UNION SELECT NULL, round(sum(acctbal), 2), 1 FROM (VALUES ('B', 121.655e0), ('C', -0.005e0)) AS customer(mktsegment, acctbal) ORDER BY id, total_acctbal

-- case: slugify
SELECT regexp_replace(regexp_replace(lower(t), '[ -]+', '_'), '[^a-z0-9_]+', '') AS slug, regexp_replace(regexp_replace(regexp_replace(lower(t), '[ -]+', '_'), '[^a-z0-9_]+', ''), '^[0-9]', '_' || substr(t, 1, 1)) AS safe FROM (VALUES 'Hello World', '9 Lives - of a Cat', 'Ünïcode  ☃', '', NULL) AS v(t) ORDER BY 1

-- case: change_of_slowly_moving_rows
WITH snapshots AS (SELECT *, lead(valid_from) OVER (PARTITION BY id ORDER BY valid_from) AS valid_to FROM (VALUES (1, 'free', DATE '1999-12-31'), (1, 'pro', DATE '2000-02-29'), (2, 'free', DATE '2000-02-28')) AS t(id, plan, valid_from))
SELECT d.day, count(*) AS customers, array_join(array_agg(s.plan ORDER BY s.id), '+') AS plans FROM UNNEST(sequence(DATE '2000-02-27', DATE '2000-03-01')) AS d(day) JOIN snapshots s ON d.day >= s.valid_from AND (d.day < s.valid_to OR s.valid_to IS NULL) GROUP BY d.day ORDER BY d.day

