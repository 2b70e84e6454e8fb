package io.augment.internal.train;

import io.augment.train.TrainingStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the journal says of the last job.
 *
 * @param tag what the service finds the job by
 * @param service name of the service
 * @param request fingerprint of what was asked for
 * @param uploading names of the uploads that were begun, by role
 * @param uploaded identifiers of the files that are there, by role
 * @param starting whether a request to start the job may have left
 * @param jobId the job, or null where none is known
 * @param end how it ended, or null
 */
record Attempt(
        String tag,
        String service,
        String request,
        Map<String, String> uploading,
        Map<String, String> uploaded,
        boolean starting,
        @Nullable String jobId,
        @Nullable TrainingStatus end) {}
