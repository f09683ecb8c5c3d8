#!/usr/bin/env bash
# Deploys one table's pipeline, and the foundation before it. Safe to run again: what is as it should be is left alone.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: infra/deploy.sh --table NAME --env ENV [options]
       infra/deploy.sh --foundation-only --env ENV [options]

  --table NAME               definition infra/tables/NAME.toml
  --env ENV                  environment, a part of every name (default: dev)
  --foundation-only          the foundation and nothing else
  --sample-table             make the DynamoDB table too; it is deleted with the pipeline
  --enable-stream            turn the existing table's stream on if it is off (new images)
  --transport pipe|direct    EventBridge Pipe, or DynamoDB writing to Kinesis itself
  --zip FILE                 built Lambda (default: $LAKEBED_LAMBDA_ZIP or target/lambda/bootstrap/bootstrap.zip)
  --tables DIR               definitions (default: infra/tables)
  --set KEY=VALUE            parameter of pipeline.yaml; may be repeated
  --set-foundation KEY=VALUE parameter of foundation.yaml; may be repeated

Settings not given keep the value of the last deployment. Credentials and Region as for the AWS CLI.
LAKEBED names the helper to run (default: `lakebed` on the path, then target/dist, target/release and target/debug).
TEXT
}

# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
root=$(dirname "$infra")

table="" env=dev foundation_only="" sample="" enable_stream="" transport="" tables="$infra/tables"
zip=${LAKEBED_LAMBDA_ZIP:-$root/target/lambda/bootstrap/bootstrap.zip}
pipeline_set=() foundation_set=()
while [ $# -gt 0 ]; do
  case $1 in
    --foundation-only) foundation_only=yes ;;
    --sample-table) sample=true ;;
    --enable-stream) enable_stream=yes ;;
    -h | --help) usage; exit 0 ;;
    --table | --env | --transport | --zip | --tables | --set | --set-foundation)
      [ $# -ge 2 ] || fail "$1 needs a value"
      case $1 in
        --table) table=$2 ;;
        --env) env=$2 ;;
        --transport) transport=$2 ;;
        --zip) zip=$2 ;;
        --tables) tables=$2 ;;
        --set) pipeline_set+=("$2") ;;
        --set-foundation) foundation_set+=("$2") ;;
      esac
      shift ;;
    *) usage >&2; fail "unknown argument '$1'" ;;
  esac
  shift
done
check_env "$env"
[ -n "$table$foundation_only" ] || { usage >&2; fail "--table is missing"; }
case $transport in "" | pipe | direct) ;; *) fail "--transport '$transport' is neither pipe nor direct" ;; esac

# Everything that can be wrong here is looked at before anything is changed there.
need aws "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
need python3 "Python 3.11 or newer reads the table definition"
account=$(aws sts get-caller-identity --query Account --output text) ||
  fail "AWS does not know who you are" "set AWS_PROFILE, or run aws sso login"
if [ -z "$foundation_only" ]; then
  lakebed=${LAKEBED:-}
  for candidate in "$(command -v lakebed || true)" "$root"/target/{dist,release,debug}/lakebed; do
    [ -n "$lakebed" ] || { [ -x "$candidate" ] && lakebed=$candidate; } || true
  done
  [ -n "$lakebed" ] || fail "the helper lakebed is not built" "make build, or set LAKEBED to its path"
  [ -f "$zip" ] || fail "$zip: no such file" "make lambda builds it, --zip names another"
  "$lakebed" table check --tables "$tables" >&2
  derived=$(python3 "$infra/definition.py" "$table" --tables "$tables")
fi

# look FIELD: a field of the source table's description.
look() { aws dynamodb describe-table --table-name "$source_table" --query "Table.$1" --output text; }

# connection ARN: state of the source table's direct connection to a stream.
connection() {
  aws dynamodb describe-kinesis-streaming-destination --table-name "$source_table" \
    --query "KinesisDataStreamDestinations[?StreamArn=='$1'].DestinationStatus | [0]" --output text
}
# CloudFormation connects tables of its own to Kinesis, and others not at all.
connect() {
  local arn
  arn=$(aws cloudformation describe-stacks --stack-name "$pipeline" \
    --query "Stacks[0].Outputs[?OutputKey=='StreamArn'].OutputValue | [0]" --output text)
  case $(connection "$arn") in
    ACTIVE | ENABLING | UPDATING) ;;
    *)
      say "source: $source_table writes to $arn from now on"
      aws dynamodb enable-kinesis-streaming-destination --table-name "$source_table" --stream-arn "$arn" \
        --enable-kinesis-streaming-configuration ApproximateCreationDateTimePrecision=MICROSECOND >/dev/null ;;
  esac
  for _ in $(seq 30); do
    [ "$(connection "$arn")" != ACTIVE ] || return 0
    sleep 10
  done
  fail "$source_table is not connected to $arn after five minutes" "run the deployment again"
}

if [ -z "$foundation_only" ]; then
  pipeline=$(pipeline_stack "$env" "$table")
  source_table=$(printf '%s\n' "$derived" | sed -n 's/^SourceTable=//p')
  status=$(stack_status "$pipeline")
  case $status in
    "") ;;
    ROLLBACK_COMPLETE) fail "stack $pipeline failed when it was first made" "infra/destroy.sh --table $table --env $env, then deploy again" ;;
    *)
      [ -n "$sample" ] || sample=$(stack_parameter "$pipeline" CreateSampleTable)
      deployed=$(stack_parameter "$pipeline" Transport)
      # Sequence numbers of the stream and times, which the direct way has in their place, cannot be ordered together.
      [ -z "$transport" ] || [ "$transport" = "$deployed" ] ||
        fail "$table is deployed with transport $deployed, and its rows could not be ordered against those of $transport" \
          "keep it; or make a second definition of $source_table under another name, with its own pipeline"
      transport=$deployed ;;
  esac
  sample=${sample:-false} transport=${transport:-pipe}
  if [ "$sample" = false ]; then
    look TableStatus >/dev/null || fail "there is no DynamoDB table $source_table here" "--sample-table makes one; or check AWS_REGION and the definition's source"
    if [ "$transport" = pipe ]; then
      if [ "$(look StreamSpecification.StreamEnabled)" != True ]; then
        [ -n "$enable_stream" ] || fail "$source_table has no stream" "--enable-stream turns it on (new images, no effect on reads and writes)"
      else
        case $(look StreamSpecification.StreamViewType) in
          NEW_IMAGE | NEW_AND_OLD_IMAGES) ;;
          *) fail "the stream of $source_table holds no new images" "a stream's view cannot be changed: turn it off, then deploy with --enable-stream" ;;
        esac
      fi
    fi
  fi
fi

# 1. the foundation ----------------------------------------------------------------------------------------------------
stack=$(foundation_stack "$env")
say "foundation: stack $stack in account $account"
deploy_stack "$stack" "$infra/foundation.yaml" --tags "lakebed:env=$env" \
  --parameter-overrides "Env=$env" ${foundation_set[@]+"${foundation_set[@]}"}
bucket=$(setting "/lakebed/$env/bucket")
database=$(setting "/lakebed/$env/database")
workgroup=$(setting "/lakebed/$env/workgroup")
if [ -n "$foundation_only" ]; then
  say "done: bucket $bucket, database $database, workgroup $workgroup"
  exit 0
fi

# 2. the Glue table, which Firehose demands before it is created ---------------------------------------------------------
say "catalog: $table in $database"
"$lakebed" register --target aws --lake "s3://$bucket" --database "$database" --workgroup "$workgroup" --tables "$tables" >&2

# 3. the code, named by what it holds, so that the same code is uploaded once --------------------------------------------
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
digest=$(python3 "$infra/package.py" --bootstrap "$zip" --tables "$tables" --output "$work/transform.zip")
code_key="artifacts/transform/$digest.zip"
if aws s3api head-object --bucket "$bucket" --key "$code_key" >/dev/null 2>&1; then
  say "code: $code_key is there already"
else
  say "code: s3://$bucket/$code_key"
  aws s3 cp --only-show-errors "$work/transform.zip" "s3://$bucket/$code_key"
fi

# 4. the pipeline --------------------------------------------------------------------------------------------------------
source_set=("CreateSampleTable=$sample" "Transport=$transport")
if [ "$sample" = false ]; then
  if [ "$transport" = pipe ]; then
    if [ "$(look StreamSpecification.StreamEnabled)" != True ]; then
      say "source: turning on the stream of $source_table"
      aws dynamodb update-table --table-name "$source_table" \
        --stream-specification StreamEnabled=true,StreamViewType=NEW_IMAGE >/dev/null
      aws dynamodb wait table-exists --table-name "$source_table"
    fi
    label=$(look LatestStreamLabel)
    source_set+=("SourceStreamLabel=$label")
    # A pipe cannot change its source, and CloudFormation cannot replace a pipe by one of the same name.
    before=$(stack_parameter "$pipeline" SourceStreamLabel)
    if [ -n "$before" ] && [ "$before" != "$label" ]; then
      revision=$(stack_parameter "$pipeline" PipeRevision)
      source_set+=("PipeRevision=$((revision + 1))")
      say "source: $source_table has a new stream since the last deployment, so the pipe is replaced"
    fi
  fi
  key=$(look SSEDescription.KMSMasterKeyArn)
  [ "$key" = None ] || source_set+=("SourceTableKey=$key")
fi
derived_set=()
while IFS= read -r line; do derived_set+=("$line"); done <<<"$derived"
say "pipeline: stack $pipeline, $source_table through $transport"
deploy_stack "$pipeline" "$infra/pipeline.yaml" --tags "lakebed:env=$env" "lakebed:table=$table" \
  --parameter-overrides "Env=$env" "${derived_set[@]}" "${source_set[@]}" "CodeKey=$code_key" \
  "LakeBucket=/lakebed/$env/bucket" "Database=/lakebed/$env/database" \
  "KmsKey=/lakebed/$env/kms-key" "AlertTopic=/lakebed/$env/alert-topic" \
  ${pipeline_set[@]+"${pipeline_set[@]}"}

# Firehose exists by now, so nothing is missed.
if [ "$sample" = false ] && [ "$transport" = direct ]; then connect; fi

say "done: changes of $source_table land in s3://$bucket/$(printf '%s\n' "$derived" | sed -n 's/^DataPrefix=//p')"
aws cloudformation describe-stacks --stack-name "$pipeline" \
  --query "Stacks[0].Outputs[?OutputKey=='Dashboard'].OutputValue | [0]" --output text
