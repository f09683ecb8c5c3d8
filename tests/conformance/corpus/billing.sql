-- Questions that are asked of cost and usage reports.

-- case: unblended_cost_by_account_and_day
SELECT bill_payer_account_id, line_item_usage_account_id, DATE_FORMAT(line_item_usage_start_date, '%Y-%m-%d') AS day_line_item_usage_start_date,
  SUM(CAST(line_item_usage_amount AS double)) AS sum_line_item_usage_amount, SUM(CAST(line_item_unblended_cost AS decimal(16,8))) AS sum_line_item_unblended_cost
FROM (VALUES ('1', '11', TIMESTAMP '2026-01-05 00:00:00', 1.5e0, 0.125e0), ('1', '11', TIMESTAMP '2026-01-05 13:00:00', 2e0, 0.25e0), ('1', '12', TIMESTAMP '2026-01-06 00:00:00', 1e0, 1e-8)) AS cur(bill_payer_account_id, line_item_usage_account_id, line_item_usage_start_date, line_item_usage_amount, line_item_unblended_cost)
GROUP BY bill_payer_account_id, line_item_usage_account_id, DATE_FORMAT(line_item_usage_start_date, '%Y-%m-%d')
ORDER BY sum_line_item_unblended_cost DESC

-- case: months_with_and_without_zero
SELECT month, sum(cost) AS cost FROM (VALUES ('2026', '7', 1.5), ('2026', '07', 2.5), ('2026', '10', 4.0), ('2025', '8', 8.0)) AS cur(year, month, cost) WHERE year = '2026' AND (month BETWEEN '7' AND '9' OR month BETWEEN '07' AND '09') GROUP BY month ORDER BY month

-- case: purchase_options
SELECT CASE WHEN type LIKE '%Fee' THEN 'Reserved' WHEN type = 'DiscountedUsage' THEN 'Reserved' WHEN savings <> '' THEN 'Savings' ELSE 'OnDemand' END AS option, count(*) AS lines, sum(TRY_CAST(amount AS double)) AS amount
FROM (VALUES ('RIFee', '', '1'), ('DiscountedUsage', '', 'x'), ('Usage', 'arn:aws:savingsplans::1:savingsplan/abc', '2.5'), ('Usage', '', '3')) AS cur(type, savings, amount) GROUP BY 1 ORDER BY 1

-- case: names_after_slashes_and_colons
SELECT split_part(split_part(arn, ':', 6), '/', 2) AS lease, split_part(usage, ':', 2) AS instance, split_part(split_part(usage, ':', 2), '.', 1) AS family, reverse(split_part(reverse(arn), '/', 1)) AS last_part
FROM (VALUES ('arn:aws:ec2:eu-west-1:123:reserved-instances/abc-def', 'EU-BoxUsage:m5.2xlarge')) AS cur(arn, usage)

-- case: region_with_case_of_null
SELECT CASE region WHEN NULL THEN 'Global' WHEN '' THEN 'Global' ELSE region END AS region, count(*) AS n FROM (VALUES 'eu-west-1', '', NULL, 'eu-west-1') AS cur(region) GROUP BY 1 ORDER BY 1

-- case: excluded_line_types
SELECT sum(cost) AS cost FROM (VALUES ('Tax', 1.00), ('Usage', 2.00), ('Credit', -3.00), (NULL, 4.00)) AS cur(type, cost) WHERE type NOT IN ('Tax', 'Credit', 'Refund', 'EdpDiscount', 'Fee', 'RIFee')

-- case: decimals_of_many_scales
SELECT sum(CAST(cost AS decimal(16,8))) / count(DISTINCT day) AS per_day, sum(CAST(cost AS decimal(16,8))) * 12 AS per_year, CAST(sum(CAST(cost AS decimal(16,8))) AS decimal(12,2)) AS rounded
FROM (VALUES ('0.12345678', DATE '2026-01-01'), ('1.005', DATE '2026-01-02'), ('2', DATE '2026-01-02')) AS cur(cost, day)

-- case: amortised_cost
SELECT sum(CASE WHEN type = 'SavingsPlanCoveredUsage' THEN effective WHEN type = 'SavingsPlanRecurringFee' THEN total - used WHEN type IN ('SavingsPlanNegation', 'SavingsPlanUpfrontFee') THEN 0 WHEN type = 'DiscountedUsage' THEN ri ELSE unblended END) AS amortised
FROM (VALUES ('SavingsPlanCoveredUsage', 0.5e0, 0e0, 0e0, 0e0, 9e0), ('SavingsPlanRecurringFee', 0e0, 10e0, 7.5e0, 0e0, 9e0), ('SavingsPlanNegation', 0e0, 0e0, 0e0, 0e0, -9e0), ('DiscountedUsage', 0e0, 0e0, 0e0, 0.25e0, 9e0), ('Usage', 0e0, 0e0, 0e0, 0e0, 1e0)) AS cur(type, effective, total, used, ri, unblended)

-- case: savings_as_percent
SELECT plan, od, paid, od - paid AS saved, CASE WHEN od = 0 THEN 0 ELSE 100 * (od - paid) / od END AS percent FROM (VALUES ('a', CAST(10 AS decimal(16,8)), CAST(6.5 AS decimal(16,8))), ('b', CAST(0 AS decimal(16,8)), CAST(1 AS decimal(16,8)))) AS t(plan, od, paid) ORDER BY plan

-- case: month_of_bill
SELECT date_trunc('month', start) AS month, date_format(start, '%M %Y') AS name, last_day_of_month(start) AS until, day(last_day_of_month(start)) AS days FROM (VALUES TIMESTAMP '2024-02-10 00:00:00.000', TIMESTAMP '2026-12-31 23:59:59.999') AS cur(start) ORDER BY start

-- case: last_three_full_months
SELECT d FROM (VALUES DATE '2026-01-31', DATE '2026-02-01', DATE '2026-04-30', DATE '2026-05-01') AS t(d) WHERE d >= date_trunc('month', DATE '2026-05-15' - INTERVAL '3' MONTH) AND d < date_trunc('month', DATE '2026-05-15') ORDER BY d

-- case: previous_month_as_numbers
SELECT CAST(month(date_add('month', -1, DATE '2026-01-15')) AS varchar) AS month, CAST(year(date_add('month', -1, DATE '2026-01-15')) AS varchar) AS year

-- case: instance_hours
SELECT family, sum(amount) AS hours, sum(amount) / (24 * 31) AS instances, ceil(sum(amount) / 744) AS whole FROM (VALUES ('m5', 744e0), ('m5', 372e0), ('t3', 1e0)) AS t(family, amount) GROUP BY family ORDER BY family

-- case: gigabytes_and_dollars
SELECT CASE WHEN usage LIKE '%Requests-Tier1' THEN 'put' WHEN usage LIKE '%TimedStorage%' THEN 'storage' ELSE 'other' END AS kind, format('$%,.2f', sum(cost)) AS cost, format('%s GB', CAST(round(sum(amount), 1) AS varchar)) AS amount FROM (VALUES ('EU-TimedStorage-ByteHrs', 1234.567e0, 54.321e0), ('EU-Requests-Tier1', 0.004e0, 1000e0)) AS t(usage, cost, amount) GROUP BY 1 ORDER BY 1

-- case: tag_values_and_the_untagged
SELECT coalesce(nullif(trim(team), ''), 'untagged') AS team, sum(cost) AS cost, count(DISTINCT resource) AS resources FROM (VALUES ('web', 1.0, 'a'), (' ', 2.0, 'b'), (NULL, 4.0, 'c'), ('web', 8.0, 'a')) AS t(team, cost, resource) GROUP BY 1 ORDER BY cost DESC

-- case: tags_of_a_map
SELECT tags['user_team'] AS team, element_at(tags, 'user_stage') AS stage, cardinality(tags) AS n, contains(map_keys(tags), 'aws_createdby') AS by_aws FROM (VALUES map(ARRAY['user_team', 'aws_createdby'], ARRAY['web', 'root']), map(ARRAY['user_team', 'user_stage'], ARRAY['data', 'prod'])) AS t(tags) ORDER BY 1

-- case: top_three_services_by_account
SELECT account, service, cost FROM (SELECT account, service, sum(cost) AS cost, row_number() OVER (PARTITION BY account ORDER BY sum(cost) DESC, service) AS place FROM (VALUES ('a', 'ec2', 5.0), ('a', 's3', 1.0), ('a', 'rds', 3.0), ('a', 'sqs', 0.5), ('b', 's3', 2.0)) AS t(account, service, cost) GROUP BY account, service) WHERE place <= 3 ORDER BY account, cost DESC

-- case: day_over_day_jump
SELECT day, cost, cost - lag(cost, 1, cost) OVER (ORDER BY day) AS change, round((cost / lag(cost) OVER (ORDER BY day) - 1) * 100, 1) AS percent FROM (VALUES (DATE '2026-01-01', 10e0), (DATE '2026-01-02', 12.5e0), (DATE '2026-01-03', 10e0)) AS t(day, cost) ORDER BY day

-- case: outliers_by_deviation
SELECT day, cost FROM (SELECT day, cost, avg(cost) OVER () AS mean, stddev(cost) OVER () AS spread FROM (VALUES (1, 10e0), (2, 11e0), (3, 9e0), (4, 10e0), (5, 60e0)) AS t(day, cost)) WHERE abs(cost - mean) > 1.5 * spread ORDER BY day

-- case: pivot_of_months
SELECT service, sum(CASE WHEN month = 1 THEN cost END) AS jan, sum(CASE WHEN month = 2 THEN cost END) AS feb, coalesce(sum(cost) FILTER (WHERE month = 3), 0) AS mar FROM (VALUES ('s3', 1, 1.50), ('s3', 2, 2.50), ('ec2', 3, 9.99)) AS t(service, month, cost) GROUP BY service ORDER BY service

-- case: totals_with_rollup
SELECT coalesce(account, 'all') AS account, coalesce(service, 'all') AS service, sum(cost) AS cost FROM (VALUES ('a', 's3', 1.0), ('a', 'ec2', 2.0), ('b', 's3', 4.0)) AS t(account, service, cost) GROUP BY ROLLUP (account, service) ORDER BY 1, 2

-- case: unit_price_from_text
SELECT CAST(regexp_extract(description, '\$([0-9.]+) per', 1) AS decimal(10,6)) AS price, regexp_extract(description, 'per (.+?) (under|on|for)', 1) AS unit FROM (VALUES '$0.023 per GB - first 50 TB on storage used', '$0.0000166667 per GB-Second for Lambda') AS t(description) ORDER BY 1 DESC

-- case: spread_of_a_fee_over_days
SELECT day, fee / count(*) OVER () AS share FROM (VALUES (CAST(31.00 AS decimal(12,2)), DATE '2026-01-01', DATE '2026-01-04')) AS t(fee, since, until) CROSS JOIN UNNEST(sequence(since, until, INTERVAL '1' DAY)) AS u(day) ORDER BY day

-- case: hours_of_reservation_unused
SELECT greatest(0, 24 * date_diff('day', since, until) - used) AS unused, least(24 * date_diff('day', since, until), used) AS covered FROM (VALUES (DATE '2026-01-01', DATE '2026-02-01', 700), (DATE '2026-01-01', DATE '2026-01-02', 30)) AS t(since, until, used) ORDER BY 1

-- case: chargeback_with_a_shared_pool
WITH costs(team, cost) AS (VALUES ('a', 60.00), ('b', 40.00), ('shared', 10.00)), own AS (SELECT * FROM costs WHERE team <> 'shared'), pool AS (SELECT sum(cost) AS cost FROM costs WHERE team = 'shared')
SELECT own.team, own.cost, own.cost / (SELECT sum(cost) FROM own) * pool.cost AS shared FROM own CROSS JOIN pool ORDER BY own.team

-- case: forecast_from_a_line
SELECT round(regr_intercept(cost, day) + 31 * regr_slope(cost, day), 6) AS day_31, round(corr(cost, day), 6) AS fit FROM (VALUES (1, 10e0), (2, 12e0), (3, 14e0), (4, 16e0)) AS t(day, cost)

-- case: budget_line
SELECT day, sum(cost) OVER (ORDER BY day) AS spent, CAST(100 AS decimal(12,2)) * day(day) / day(last_day_of_month(day)) AS budget FROM (VALUES (DATE '2026-04-01', 3.33), (DATE '2026-04-02', 3.34)) AS t(day, cost) ORDER BY day

-- case: scientific_amounts
SELECT CAST(x AS double) AS d, CAST(CAST(x AS double) AS decimal(18,10)) AS exact, round(CAST(x AS double), 8) AS r FROM (VALUES '1.0E-7', '3.3333333333E-4', '2E2') AS t(x) ORDER BY 1

-- case: account_names_joined
SELECT a.name, coalesce(sum(c.cost), 0) AS cost FROM (VALUES ('1', 'prod'), ('2', 'dev')) AS a(id, name) LEFT JOIN (VALUES ('1', 5.5), ('1', 4.5)) AS c(account, cost) ON c.account = a.id GROUP BY a.name ORDER BY cost DESC
