/** Command lines of clouds and object stores: what they change belongs to more than this machine. */
export const CLOUDS =
  "aws|gcloud|az|gsutil|doctl|oci|ibmcloud|aliyun|hcloud|linode-cli|scw|vultr-cli|openstack|s3cmd|mc|rclone|s5cmd|bq|eksctl|cbt";
