-- Cost and usage: rewritten after aws-samples/aws-cudos-framework-deployment (views), awslabs/aws-well-architected-labs (CUR query library) and similar; small VALUES in place of the report.

-- case: summary_purchase_option
-- note: after the summary view of the Cloud Intelligence Dashboards, quoted names and functions in quotes
WITH cur ("line_item_line_item_type", "savings_plan_savings_plan_a_r_n", "reservation_reservation_a_r_n", "line_item_usage_type", "line_item_unblended_cost", "line_item_usage_start_date") AS (
  VALUES ('Usage', '', '', 'BoxUsage:m5.large', 1.5, TIMESTAMP '2026-01-03 04:00:00.000')
  , ('SavingsPlanCoveredUsage', 'arn:aws:sp1', '', 'BoxUsage:c5.large', 2.25, TIMESTAMP '2026-01-03 05:00:00.000')
  , ('DiscountedUsage', '', 'arn:aws:ri1', 'USE2-BoxUsage:r5.large', 0.75, TIMESTAMP '2026-01-04 05:00:00.000')
  , ('Usage', '', '', 'EUC1-SpotUsage:m5.large', 0.1, TIMESTAMP '2026-01-04 06:00:00.000')
  , ('Tax', '', '', '', 0.333, TIMESTAMP '2026-01-01 00:00:00.000')
)
SELECT
  "date_trunc"('day', "line_item_usage_start_date") "usage_date"
, CASE
    WHEN ("line_item_line_item_type" = 'DiscountedUsage') THEN 'Running_Usage'
    WHEN ("line_item_line_item_type" = 'SavingsPlanCoveredUsage') THEN 'Running_Usage'
    WHEN ("line_item_line_item_type" = 'Usage') THEN 'Running_Usage' ELSE 'non_usage' END "charge_category"
, CASE
    WHEN ("savings_plan_savings_plan_a_r_n" <> '') THEN 'SavingsPlan'
    WHEN ("reservation_reservation_a_r_n" <> '') THEN 'Reserved'
    WHEN ("line_item_usage_type" LIKE '%Spot%') THEN 'Spot'
    ELSE 'OnDemand' END "purchase_option"
, "sum"("line_item_unblended_cost") "unblended_cost"
, "count"(*) "lines"
FROM cur
GROUP BY 1, 2, 3
ORDER BY 1, 2 DESC, 3

-- case: snapshots_under_a_year
-- note: after the KPI view for EBS snapshots: min date per resource, INTERVAL '12' MONTH against the billing period
WITH
snapshot_usage_all_time AS (
   SELECT split_part(billing_period, '-', 1) year, split_part(billing_period, '-', 2) month, CAST(concat(billing_period, '-01') AS timestamp(3)) billing_period, usage_start_date, resource_id, cost
   FROM (VALUES ('2026-02', TIMESTAMP '2024-12-01 00:00:00.000', 'snap-1', 4.00e0), ('2026-02', TIMESTAMP '2026-02-03 00:00:00.000', 'snap-1', 1.00e0), ('2026-02', TIMESTAMP '2026-02-01 00:00:00.000', 'snap-2', 2.50e0), ('2026-01', TIMESTAMP '2026-01-31 00:00:00.000', 'snap-2', 0.50e0)) t (billing_period, usage_start_date, resource_id, cost)
),
request_dates AS (
   SELECT DISTINCT resource_id request_dates_resource_id, "min"(usage_start_date) start_date
   FROM snapshot_usage_all_time
   GROUP BY 1
)
(
   SELECT DISTINCT
     billing_period
   , request_dates.start_date
   , resource_id
   , "sum"(CASE WHEN (request_dates.start_date > (billing_period - INTERVAL  '12' MONTH)) THEN cost ELSE 0 END) "under_1yr_cost"
   , "sum"(CASE WHEN (request_dates.start_date <= (billing_period - INTERVAL  '12' MONTH)) THEN cost ELSE 0 END) "over_1yr_cost"
   FROM (snapshot_usage_all_time snapshot
   LEFT JOIN request_dates ON (request_dates.request_dates_resource_id = snapshot.resource_id))
   WHERE (CAST("concat"(snapshot.year, '-', snapshot.month, '-01') AS date) >= ("date_trunc"('month', DATE '2026-02-17') - INTERVAL  '3' MONTH))
   GROUP BY 1, 2, 3
)
ORDER BY resource_id, billing_period

-- case: inputs_cross_joined
-- note: after the KPI view for S3: an inputs row of assumptions crossed with the usage
WITH inputs AS (
  SELECT * FROM (VALUES (0.3, .68, 2, 10)) t(s3_standard_savings, gir_storage_savings, tier1_increase, tier2_increase)
),
s3 AS (SELECT * FROM (VALUES ('bucket-log', 'Standard', 100.00), ('bucket-log', 'Standard - Infrequent Access', 10.50), ('backup', 'Glacier Deep Archive', 0.99), (NULL, 'Standard', 5.00)) t(resource_id, storage_class_type, cost))
SELECT resource_id
, CASE WHEN resource_id LIKE '%backup%' THEN 'backup' WHEN resource_id LIKE '%log%' THEN 'log' ELSE 'Other' END AS bucket_name_keywords
, SUM(CASE WHEN storage_class_type = 'Standard' THEN cost ELSE 0 END) * max(s3_standard_savings) AS standard_potential_savings
, SUM(CASE WHEN storage_class_type LIKE '%Infrequent%' THEN cost ELSE 0 END) - max(gir_storage_savings) * SUM(CASE WHEN storage_class_type LIKE '%Infrequent%' THEN cost ELSE 0 END) AS gir
, max(tier1_increase * tier2_increase) AS product
FROM s3, inputs
WHERE coalesce(resource_id, '') <> ''
GROUP BY 1, 2
ORDER BY 1

-- case: product_map_with_empty_names
-- note: after daily_anomaly_detection: product['product_name'] LIKE ''
SELECT
  "account"
, (CASE WHEN (product['product_name'] LIKE '') THEN "code" ELSE product['product_name'] END) "product_product_name"
, "round"("sum"("cost"), 2) "unblended_cost"
FROM (VALUES
    ('1', MAP(ARRAY['product_name', 'region'], ARRAY['', 'us-east-1']), 'AmazonS3', 1.005e0)
  , ('1', MAP(ARRAY['product_name', 'region'], ARRAY['Amazon EC2', 'us-east-1']), 'AmazonEC2', 2.5e0)
  , ('2', MAP(ARRAY['product_name', 'region'], ARRAY['Amazon EC2', 'eu-west-1']), 'AmazonEC2', -0.25e0)
) cur ("account", product, "code", "cost")
WHERE ("date_diff"('day', DATE '2026-01-01', "date"('2026-04-21')) <= 110)
GROUP BY "account", 2
ORDER BY 3 DESC, 1

-- case: gp2_to_gp3
-- note: after the CUR library's gp2 modernization query, shortened: star plus computed columns
WITH ebs_spend AS (
  SELECT resource_id, volume_api_name,
    SUM(CASE WHEN ((pricing_unit = 'GB-Mo' OR pricing_unit = 'GB-month') AND usage_type LIKE '%EBS:VolumeUsage%') THEN usage_amount ELSE 0 END) AS usage_storage_gb_mo,
    SUM(CASE WHEN (pricing_unit = 'IOPS-Mo' AND usage_type LIKE '%IOPS%') THEN usage_amount ELSE 0 END) AS usage_iops_mo,
    SUM(CASE WHEN ((pricing_unit = 'GB-Mo' OR pricing_unit = 'GB-month') AND usage_type LIKE '%EBS:VolumeUsage%') THEN (cost) ELSE 0 END) AS cost_storage_gb_mo
  FROM (VALUES ('vol-1', 'gp2', 'GB-Mo', 'EBS:VolumeUsage.gp2', 2000.0, 200.00), ('vol-2', 'gp2', 'GB-month', 'EUC1-EBS:VolumeUsage.gp2', 100.0, 11.90), ('vol-3', 'gp3', 'GB-Mo', 'EBS:VolumeUsage.gp3', 500.0, 40.00), ('vol-3', 'gp3', 'IOPS-Mo', 'EBS:VolumeP-IOPS.gp3', 3000.0, 15.00)) cur(resource_id, volume_api_name, pricing_unit, usage_type, usage_amount, cost)
  GROUP BY 1, 2
),
ebs_spend_with_unit_cost AS (
  SELECT *,
    cost_storage_gb_mo/usage_storage_gb_mo AS current_unit_cost,
    CASE WHEN usage_storage_gb_mo <= 150 THEN 'under 150GB-Mo' WHEN usage_storage_gb_mo > 150 AND usage_storage_gb_mo <= 1000 THEN 'between 150-1000GB-Mo' ELSE 'over 1000GB-Mo' END AS storage_summary,
    CASE WHEN volume_api_name <> 'gp2' THEN 0 WHEN usage_storage_gb_mo*3 < 3000 THEN 3000 - 3000 WHEN usage_storage_gb_mo*3 > 16000 THEN 16000 - 3000 ELSE usage_storage_gb_mo*3 - 3000 END AS gp2_usage_added_iops_mo,
    CASE WHEN volume_api_name = 'gp2' THEN cost_storage_gb_mo*0.8/usage_storage_gb_mo ELSE 0 END AS estimated_gp3_unit_cost
  FROM ebs_spend
)
SELECT resource_id, storage_summary, current_unit_cost, gp2_usage_added_iops_mo,
  SUM(CASE WHEN volume_api_name = 'gp2' THEN cost_storage_gb_mo - (cost_storage_gb_mo*0.8 + estimated_gp3_unit_cost * 0.06 * gp2_usage_added_iops_mo) ELSE 0 END) AS ebs_gp3_potential_savings
FROM ebs_spend_with_unit_cost
GROUP BY 1, 2, 3, 4
ORDER BY ebs_gp3_potential_savings DESC

-- case: resource_movers
-- note: after top-50-resource-movers: parenthesised FULL OUTER JOIN of two derived tables, positions in GROUP BY with comments
SELECT
    a.account AS "line_item_usage_account_id",
    coalesce(old_id, new_id) AS id,
    (new_cost - old_cost) AS "cost_delta",
    (((new_cost - old_cost)/old_cost)*100) AS "change_percentage",
    a.usage_date AS "before", b.usage_date AS "after"
FROM
(
    (
        SELECT distinct "id" as old_id, account, DATE_FORMAT(ts,'%Y-%m-%d') usage_date, sum(cost) as old_cost
        FROM (VALUES ('i-1', '1', TIMESTAMP '2026-01-01 00:00:00', 10e0), ('i-1', '1', TIMESTAMP '2026-01-01 00:00:00', 2.5e0), ('i-2', '1', TIMESTAMP '2026-01-01 00:00:00', 8e0)) t(id, account, ts, cost)
        GROUP BY
        1, -- resource
        2, -- account
        3  -- date
    ) a
    FULL OUTER JOIN
    (
        SELECT distinct "id" as new_id, account, DATE_FORMAT(ts,'%Y-%m-%d') usage_date, SUM(cost) as new_cost
        FROM (VALUES ('i-1', '1', TIMESTAMP '2026-01-02 00:00:00', 25e0), ('i-3', '2', TIMESTAMP '2026-01-02 00:00:00', 99e0)) t(id, account, ts, cost)
        GROUP BY 1, 2, 3
    ) b ON a.old_id = b.new_id
)
ORDER BY 3 DESC, 2

-- case: tag_coverage
-- note: after the tag coverage query: GROUP BY mixes names and a position, literals like 0. and 100.
WITH allresources AS (
    SELECT account, product, count(DISTINCT id) AS count_resource, CASE WHEN tag = '' THEN 'NoTag' ELSE 'Tag' END AS Tag_Status
    FROM (VALUES ('1', 'EC2', 'i-1', ''), ('1', 'EC2', 'i-2', 'web'), ('1', 'EC2', 'i-2', 'web'), ('1', 'EC2', 'i-3', 'db'), ('1', 'S3', 'b-1', ''), ('2', 'S3', 'b-2', NULL)) AS mybillingreport(account, product, id, tag)
    GROUP BY account, product, 4
)
SELECT account, product
    , sum(count_resource) AS "resources"
    , sum(CASE WHEN Tag_Status = 'Tag' THEN count_resource ELSE 0 END) AS "tagged_resources"
    , round(sum(CASE WHEN Tag_Status = 'Tag' THEN CAST(count_resource AS double) ELSE 0. END)/ sum(count_resource) * 100., 1) AS "percentage_tagged"
FROM allresources
GROUP BY 1,2
ORDER BY 1,2

-- case: volume_options_greatest
-- note: after the Compute Optimizer view: text numbers with empty strings, GREATEST of CASEs, try of date_parse and split_part
SELECT
    TRY(date_parse(lastrefresh,'%Y-%m-%d %H:%i:%s')) as lastrefresh_utc,
    try(split_part(arn, ':', 4)) as region,
    try(split_part(arn, ':', 7)) as name,
    CONCAT(r, ';', w, ';') as utilizationmetrics,
    try(cast(current as double) / 730  ) as hourlyprice,
    GREATEST(
        CASE WHEN s1 != '' THEN TRY_CAST(s1 as double) WHEN p1 != '' THEN try( cast(current as double) - cast(p1 as double) ) ELSE 0E0 END,
        CASE WHEN s2 != '' THEN TRY_CAST(s2 as double) WHEN p2 != '' THEN try( cast(current as double) - cast(p2 as double) ) ELSE 0E0 END
    ) as max_saving
FROM (VALUES
  ('2026-01-05 10:00:00', 'arn:aws:ec2:eu-west-1:1:volume/vol-1', '5', '6', '73', '10.5', '', '', '70'),
  ('', 'arn:aws:ec2:us-east-1:1:x:vol-2', '', '1', '', 'n/a', '', '', '5')) AS v(lastrefresh, arn, r, w, current, s1, p1, s2, p2)
ORDER BY arn

-- case: savings_plan_eligible
-- note: after compute_savings_plan_eligible_spend: nested AND/OR of LIKEs
SELECT "date_trunc"('hour', "line_item_usage_start_date") "usage_date", "sum"("cost") "cost", "count_if"("usage_type" LIKE '%Lambda%') "lambda_lines"
FROM (VALUES ('AmazonEC2', 'RunInstances:0002', 'BoxUsage:m5', TIMESTAMP '2026-01-02 03:04:05.678', DECIMAL '1.23456789'), ('AmazonEC2', 'RunInstances', 'EUC1-SpotUsage', TIMESTAMP '2026-01-02 03:10:00.000', DECIMAL '9'), ('AWSLambda', 'Invoke', 'Lambda-GB-Second', TIMESTAMP '2026-01-02 03:59:59.999', DECIMAL '0.00000001'), ('AmazonECS', 'FargateTask', 'USE1-Fargate-vCPU-Hours', TIMESTAMP '2026-01-02 04:00:00.000', DECIMAL '7.5')) cur("code", "operation", "usage_type", "line_item_usage_start_date", "cost")
WHERE ("usage_type" NOT LIKE '%Spot%' AND (("code" = 'AmazonEC2' AND "operation" LIKE '%RunInstances%') OR ("code" = 'AWSLambda' AND ("usage_type" LIKE '%Lambda-GB-Second%' OR "usage_type" LIKE '%Lambda-Provisioned%')) OR "usage_type" LIKE '%Fargate%'))
GROUP BY 1 ORDER BY 1

-- case: regions_with_coordinates
-- note: after monthly_bill_by_account and aws_regions: TRY_CAST of text as bare decimal, joins nested in parentheses
WITH
  t1 AS (SELECT * FROM (VALUES ('eu-west-1', 10.5), ('mars-1', 1.0), ('us-west-1', 2.0)) x (product_region, cost))
, t4 AS (SELECT region_latitude, region_longitude, region_name FROM (VALUES ROW ('eu-west-1', '53.28', '-7.71'), ROW ('us-west-1', '36.55', '-119.89')) ignored_table_name (region_name, region_latitude, region_longitude))
, t5 AS (SELECT 'us-west-1' region_name, 'West' label)
SELECT t1.*
, TRY_CAST("t4"."region_latitude" AS decimal) "region_latitude"
, TRY_CAST("t4"."region_longitude" AS decimal(6,1)) "region_longitude"
, "t5"."label"
FROM ((t1 LEFT JOIN t4 ON ("t1"."product_region" = "t4"."region_name")) LEFT JOIN t5 ON ("t1"."product_region" = "t5"."region_name"))
ORDER BY 1

-- case: split_cost_by_json_tags
-- note: the dashboards' tags_json column, cast to a map and broken down
SELECT coalesce(element_at(CAST(json_parse(tags_json) AS map(varchar, varchar)), 'team'), 'untagged') AS team,
       sum(cost) AS cost, round(100 * sum(cost) / sum(sum(cost)) OVER (), 1) AS pct
FROM (VALUES ('{"team":"a","env":"prod"}', 10.00), ('{"env":"dev"}', 5.00), ('{}', 2.50), ('{"team":"a"}', 2.50)) t(tags_json, cost)
GROUP BY 1 ORDER BY cost DESC

-- case: reservation_hours_unused
-- note: after ec2riutilization: number of hours of a month from the bill's dates
SELECT arn, units, units * date_diff('hour', start_ts, end_ts) AS total_hours, used, CAST(used AS double) / (units * date_diff('hour', start_ts, end_ts)) AS utilization, rank() OVER (ORDER BY CAST(used AS double) / (units * date_diff('hour', start_ts, end_ts))) AS worst
FROM (SELECT arn, CAST(units AS integer) AS units, used, from_iso8601_timestamp(start_t) AS start_ts, from_iso8601_timestamp(end_t) AS end_ts
      FROM (VALUES ('ri-1', '2', 1000, '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'), ('ri-2', '1', 672, '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'), ('ri-3', '1', 0, '2026-02-10T00:00:00+02:00', '2026-03-01T00:00:00Z')) t(arn, units, used, start_t, end_t))
ORDER BY worst, arn

-- case: months_of_three_with_lag_pct
-- note: month over month as the trends dashboard shows it: MAP of month to cost, then differences
WITH m AS (SELECT service, map_agg(month, cost) AS kv FROM (VALUES ('EC2', '2026-01', 10.0), ('EC2', '2026-02', 15.0), ('S3', '2026-02', 1.0), ('RDS', '2026-01', 3.0)) t(service, month, cost) GROUP BY service)
SELECT service, element_at(kv, '2026-01') AS jan, element_at(kv, '2026-02') AS feb, coalesce(element_at(kv, '2026-02'), 0) - coalesce(element_at(kv, '2026-01'), 0) AS diff, TRY(100 * (kv['2026-02'] - kv['2026-01']) / kv['2026-01']) AS pct
FROM m ORDER BY diff DESC, service

-- case: unit_by_usage_type_regexp
-- note: after the data transfer queries: region prefixes by regexp, directions by CASE
SELECT coalesce(regexp_extract(usage_type, '^([A-Z]{3}\d)-', 1), 'USE1') AS region, CASE WHEN regexp_like(usage_type, '-Out-Bytes$') THEN 'out' WHEN usage_type LIKE '%-In-Bytes' THEN 'in' WHEN regexp_like(usage_type, '(?i)regional') THEN 'regional' ELSE '?' END AS direction, sum(gb) AS gb
FROM (VALUES ('EUC1-DataTransfer-Out-Bytes', 1.5e0), ('DataTransfer-In-Bytes', 0.5e0), ('EUC1-USE1-AWS-Out-Bytes', 2e0), ('APN1-DataTransfer-Regional-Bytes', 4e0)) t(usage_type, gb)
GROUP BY 1, 2 ORDER BY 1, 2

-- case: billing_period_as_text
-- note: CUR 2.0 partitions: year and month text compared with computed ones
SELECT year, lpad(month, 2, '0') AS month, sum(cost) AS cost
FROM (VALUES ('2025', '12', 1), ('2026', '1', 2), ('2026', '2', 4), ('2026', '1', 8)) t(year, month, cost)
WHERE (year = CAST(year(DATE '2026-02-14' - INTERVAL '1' MONTH) AS varchar) AND month = CAST(month(DATE '2026-02-14' - INTERVAL '1' MONTH) AS varchar))
   OR (year || '-' || lpad(month, 2, '0')) = date_format(date_add('month', -2, DATE '2026-02-14'), '%Y-%m')
GROUP BY year, month ORDER BY 1, 2

-- case: idle_balancers
-- note: after elb_unused: HAVING on a sum of one kind against none of the other
SELECT split_part(id, 'loadbalancer/', 2) AS name, sum(if(unit LIKE '%Hour%', cost)) AS hours_cost, sum(if(unit LIKE '%LCU%', amount, 0)) AS lcu
FROM (VALUES ('arn:x:loadbalancer/app/a/1', 'LoadBalancerUsage-Hours', 24.0, 0.54), ('arn:x:loadbalancer/app/a/1', 'LCUUsage', 0.4, 0.01), ('arn:x:loadbalancer/net/b/2', 'LoadBalancerUsage-Hours', 24.0, 0.54)) t(id, unit, amount, cost)
GROUP BY id HAVING sum(if(unit LIKE '%LCU%', amount, 0)) = 0 AND sum(cost) > 0.5

-- case: cost_grouping_sets_labels
-- note: chargeback tables with subtotals: GROUPING() in CASE, ordering by it
SELECT CASE grouping(account, service) WHEN 0 THEN 'line' WHEN 1 THEN 'account' WHEN 3 THEN 'total' END AS level, account, service, sum(cost) AS cost
FROM (VALUES ('1', 'EC2', 1.10), ('1', 'S3', 2.20), ('2', 'EC2', 3.30), ('2', NULL, 0.40)) t(account, service, cost)
GROUP BY GROUPING SETS ((account, service), (account), ())
ORDER BY account NULLS LAST, level, service NULLS FIRST
