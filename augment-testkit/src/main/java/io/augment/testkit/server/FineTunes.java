package io.augment.testkit.server;

import java.util.List;
import java.util.Map;

/**
 * Holds the uploaded files and the fine-tuning jobs that a fake server has made, in order.
 *
 * @param uploads the files
 * @param jobs the jobs
 */
public record FineTunes(List<Upload> uploads, List<Job> jobs) {
    /** Creates the record. */
    public FineTunes {
        uploads = List.copyOf(uploads);
        jobs = List.copyOf(jobs);
    }

    /**
     * Holds an uploaded file.
     *
     * @param id identifier
     * @param name name that it was uploaded under
     * @param content what it holds, as text
     */
    public record Upload(String id, String name, String content) {}

    /**
     * Holds a job.
     *
     * @param id identifier
     * @param status how far it is, as the API names it
     * @param metadata what it was tagged with
     * @param request body of the request that started it
     */
    public record Job(String id, String status, Map<String, String> metadata, String request) {
        /** Creates a job. */
        public Job {
            metadata = Map.copyOf(metadata);
        }
    }
}
