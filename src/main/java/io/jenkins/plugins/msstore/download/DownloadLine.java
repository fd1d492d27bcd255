package io.jenkins.plugins.msstore.download;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.msstore.util.LineFormat;

/** A line of the journal of downloads. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DownloadLine.Part.class, name = "part"),
    @JsonSubTypes.Type(value = DownloadLine.Whole.class, name = "whole")
})
sealed interface DownloadLine permits DownloadLine.Part, DownloadLine.Whole {

    /** The format of the lines. */
    LineFormat<DownloadLine> FORMAT =
            new LineFormat<>(DownloadLine.class, JsonMapper.builder().build());

    /** The name of the file. */
    String file();

    /**
     * A part was begun.
     *
     * @param validator what tells the file from another one at the same place; null where the CDN sends nothing of the kind
     */
    record Part(String file, String validator) implements DownloadLine {}

    /**
     * The file is whole, and about to get its name.
     *
     * @param sha256 its digest
     */
    record Whole(String file, String sha256) implements DownloadLine {}
}
