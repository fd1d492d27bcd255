package io.jenkins.plugins.msstore.bulk.users;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Optional;

/** Reads the entries of a table, row by row. */
interface TableRows {

    /**
     * Reads a row.
     *
     * @param line the line of the row in the file
     * @return empty for a row without an entry
     * @throws UsersFileException for a row that cannot be part of the table
     */
    Optional<UserEntry> entry(CsvRecord row, long line) throws UsersFileException;

    /** The counts of a report after its last row; empty for any other table. */
    Optional<ReportedUsers> report();

    /** The rows of a table that has one user in each row. */
    static TableRows ofColumn(int index) {
        return new TableRows() {
            @Override
            public Optional<UserEntry> entry(CsvRecord row, long line) {
                return index < row.getFieldCount()
                        ? Optional.of(new UserEntry(row.getField(index), line))
                        : Optional.empty();
            }

            @Override
            public Optional<ReportedUsers> report() {
                return Optional.empty();
            }
        };
    }

    /** Whether a row has no text, as an empty row of a spreadsheet. */
    static boolean isBlank(CsvRecord row) {
        return row.getFields().stream().allMatch(String::isBlank);
    }
}
