#!/usr/bin/env bash
# Starts what the first word asks for: the driver, an executor, or any other command as it is.
set -euo pipefail

role="${1:-}"
case "$role" in
  driver)
    shift
    # --deploy-mode client: this container is the cluster's side already. The memory comes from
    # spark.driver.memory in the properties file that the submission mounted.
    exec /usr/bin/catatonit -- /opt/spark/bin/spark-submit \
      --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS" \
      --conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$SPARK_DRIVER_BIND_ADDRESS" \
      --deploy-mode client "$@"
    ;;
  executor)
    # The driver hands the JVM's options over in SPARK_JAVA_OPT_0, _1, ...: one word each.
    options=()
    for ((i = 0; ; i++)); do
      name="SPARK_JAVA_OPT_$i"
      [ -n "${!name+set}" ] || break
      options+=("${!name}")
    done
    # The heap is all of the executor's memory: the pod's limit has the overhead on top of it.
    exec /usr/bin/catatonit -- java "${options[@]}" \
      "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" \
      -cp "${SPARK_CONF_DIR:-/opt/spark/conf}:/opt/spark/jars/*${SPARK_EXTRA_CLASSPATH:+:$SPARK_EXTRA_CLASSPATH}" \
      org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
      --driver-url "$SPARK_DRIVER_URL" \
      --executor-id "$SPARK_EXECUTOR_ID" \
      --cores "$SPARK_EXECUTOR_CORES" \
      --app-id "$SPARK_APPLICATION_ID" \
      --hostname "$SPARK_EXECUTOR_POD_IP" \
      --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" \
      --podName "$SPARK_EXECUTOR_POD_NAME"
    ;;
  '')
    echo "usage: driver SPARK-SUBMIT-ARGUMENTS... | executor | COMMAND [ARGUMENT]..." >&2
    exit 2
    ;;
  *)
    exec "$@"
    ;;
esac
