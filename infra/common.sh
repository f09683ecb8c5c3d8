# shellcheck shell=bash
# Shared by deploy.sh and destroy.sh; sourced, not run. Works with the bash 3.2 that macOS ships.

# shellcheck disable=SC2034 # read by the scripts that source this
infra=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "error: $1"
  [ $# -lt 2 ] || say "hint: $2"
  exit 2
}
need() { command -v "$1" >/dev/null 2>&1 || fail "$1 is not installed" "$2"; }

check_env() {
  case $1 in
    "" | *[!a-z0-9]* | [0-9]*) fail "--env '$1' is not a name" "one to twelve of a-z and 0-9, starting with a letter" ;;
  esac
  [ ${#1} -le 12 ] || fail "--env '$1' is longer than twelve characters"
}

foundation_stack() { printf 'lakebed-%s' "$1"; }
# A stack's name may hold no underscore, a table's may.
pipeline_stack() { printf 'lakebed-%s-%s' "$1" "$(printf '%s' "$2" | tr _ -)"; }

# stack_status NAME: its status, or nothing when there is no such stack. Any other failure ends the script.
stack_status() {
  local answer
  if answer=$(aws cloudformation describe-stacks --stack-name "$1" --query 'Stacks[0].StackStatus' --output text 2>&1); then
    printf '%s' "$answer"
  else
    case $answer in
      *"does not exist"*) ;;
      *) fail "cannot look at stack $1: $answer" "allow cloudformation:DescribeStacks, and check AWS_PROFILE and AWS_REGION" ;;
    esac
  fi
}

# stack_parameter NAME KEY: the value that the stack was last deployed with, or nothing.
stack_parameter() {
  local value
  value=$(aws cloudformation describe-stacks --stack-name "$1" \
    --query "Stacks[0].Parameters[?ParameterKey=='$2'].ParameterValue | [0]" --output text 2>/dev/null) || value=
  [ "$value" = None ] || printf '%s' "$value"
}

setting() {
  aws ssm get-parameter --name "$1" --query Parameter.Value --output text ||
    fail "no SSM parameter $1" "deploy the foundation first, and allow ssm:GetParameter on it"
}

# deploy_stack NAME TEMPLATE ARGUMENTS…: creates or updates a stack; a failure shows which resources failed and why.
deploy_stack() {
  local name=$1 template=$2
  shift 2
  if ! aws cloudformation deploy --stack-name "$name" --template-file "$template" \
    --capabilities CAPABILITY_IAM --no-fail-on-empty-changeset "$@" >&2; then
    aws cloudformation describe-stack-events --stack-name "$name" --output text \
      --query "StackEvents[?ends_with(ResourceStatus, 'FAILED')].[LogicalResourceId, ResourceStatusReason]" >&2 || true
    fail "stack $name was not deployed" "the lines above say why; the last one is usually where it began"
  fi
}
