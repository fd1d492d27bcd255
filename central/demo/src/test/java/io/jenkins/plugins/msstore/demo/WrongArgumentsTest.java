package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugin's own steps look at the arguments as the script gives them. */
class WrongArgumentsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            msStoreGetSeat productId: '9N', skuId: 0016, userName: 'a@b.c' | skuId 14 must be text, in quotes
            msStoreGetSeat productId: '9N', user: 'a' | user 'a' is not a parameter of msStoreGetSeat, which has credentialsId, productId, skuId, userName
            msStoreBulkSeats dryRun: 'yes'            | dryRun 'yes' must be true or false, without quotes
            msStoreBulkSeats users: "${'a@b.c'}"      | users 'a@b.c' must be a list, in brackets
            msStoreSyncSeats maxRemovals: 2.5         | maxRemovals 2.5 must be a whole number, or text in quotes
            msStoreSyncSeats maxRemovals: null        | maxRemovals null must be a whole number, or text in quotes
            msStoreSyncSeats protectedUsers: 'a@b.c'  | protectedUsers 'a@b.c' must be a list, in brackets
            msStoreSyncSeats expectedPlan: null       | expectedPlan null must be text
            msStoreSyncSeats dryRun: 'no'             | dryRun 'no' must be true or false, without quotes
            msStoreSyncSeats productId: '9N', skuId: '0016', users: [], maxRemovals: '' | maxRemovals '' must be a whole number such as 25, or a percentage such as '10%'
            msStoreSyncSeats productId: '9N', skuId: '0016', users: [], maxRemovals: 'all' | maxRemovals 'all' must be a whole number such as 25, or a percentage such as '10%'
            msStoreSyncSeats productId: '9N', skuId: '0016', users: [], mode: 'both' | mode 'both' must be 'full', 'addOnly' or 'removeOnly'
            msStoreSyncSeats productId: '9N', skuId: '0016', users: [], expectedPlan: '12' | expectedPlan '12' must be the planDigest of a dry run, 64 hexadecimal digits
            msStoreSyncSeats productId: '9N', skuId: '0016' | users or usersFile is required
            msStoreSyncSeats productId: '9N', skuId: '0016', users: [], column: 'a' | column 'a' is for usersFile only; it cannot be combined with users
            msStoreOfflineLicense formats: 'xml'      | formats 'xml' must be a list, in brackets
            msStoreInventory warnBelow: 2.5           | warnBelow 2.5 must be a whole number, or text in quotes
            msStoreInventory warnBelow: 'x%'          | warnBelow 'x%' must be a whole number such as 25, or a percentage such as '10%'
            msStoreInventory modifiedSince: 'monday'  | modifiedSince 'monday' is not an ISO-8601 date or date-time, such as 2026-01-31 or 2026-01-31T12:00:00Z
            msStoreInventory licenseTypes: ['volume'] | licenseTypes 'volume' is not one of online, offline
            msStoreListSeats()                        | productId and skuId, or userName, are required
            msStoreListSeats userName: 'a@b.c', skuId: '0016' | userName 'a@b.c' cannot be combined with productId and skuId
            msStoreProduct productId: '9N', skuId: '0016', languages: 'en-us' | languages 'en-us' must be a list, in brackets
            msStorePackages productId: '9N', skuId: '0016', architectures: 'x64' | architectures 'x64' must be a list, in brackets
            msStorePackages productId: '9N', skuId: '0016', formats: [1] | formats[0] 1 must be text, in quotes
            msStorePackages productId: '9N', skuId: '0016', dependencies: null | dependencies null must be true or false
            msStorePackages productId: '9N', skuId: '0016', archive: 'yes' | archive 'yes' must be true or false, without quotes
            msStorePackages productId: '9N', skuId: '0016', archive: true | directory is required with archive: true, because only downloaded files can be archived
            msStorePackages productId: '9N', skuId: '0016', directory: '../kit' | directory '../kit' must not contain '..'
            msStorePackages productId: '9N', skuId: '0016', folder: 'kit' | folder 'kit' is not a parameter of msStorePackages, which has architectures, archive, credentialsId, dependencies, directory, formats, platforms, productId, skuId
            """)
    void endTheBuildWithOneLine(String script, String line) throws IOException {
        ScriptRun run = ScriptRun.of(script);

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.printed()).containsExactly("ERROR: " + line);
    }
}
