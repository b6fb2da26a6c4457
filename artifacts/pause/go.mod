module kubetraining/artifacts/pause

go 1.26.0

tool kubetraining/artifacts/pause
