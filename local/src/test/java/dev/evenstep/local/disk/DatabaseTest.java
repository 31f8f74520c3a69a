package dev.evenstep.local.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("test"), "create table if not exists item (id int primary key)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static int insert(Connection connection, int id) throws SQLException {
        try (var insert = connection.prepareStatement("insert into item values (?)")) {
            insert.setInt(1, id);
            return insert.executeUpdate();
        }
    }

    private int count() {
        return database.run(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select count(*) from item")) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    @Test
    void workThatFailsLeavesNothingAndTouchesNoOther() {
        // held up, so that all of it is committed at once
        var go = new CountDownLatch(1);
        List<CompletableFuture<?>> work = new ArrayList<>();
        work.add(database.submit(connection -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return insert(connection, 1);
        }));
        work.add(database.submit(connection -> insert(connection, 2)));
        var failing = database.submit(connection -> insert(connection, 3) + insert(connection, 2));
        var throwing = database.submit(connection -> {
            insert(connection, 4);
            throw new IllegalStateException("no");
        });
        work.add(database.submit(connection -> insert(connection, 5)));
        go.countDown();

        assertThat(CompletableFuture.allOf(work.toArray(CompletableFuture[]::new)))
                .succeedsWithin(Duration.ofSeconds(20));
        assertThat(failing).isCompletedExceptionally();
        assertThat(throwing).isCompletedExceptionally();
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void anInterruptedCallerStillGetsItsWorkDone() throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            var done = thread.submit(() -> {
                Thread.currentThread().interrupt();
                return database.run(connection -> insert(connection, 1)) + (Thread.interrupted() ? 10 : 0);
            });
            assertThat(done.get()).isEqualTo(11);
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aFailureNamesTheFile() {
        assertThatThrownBy(() ->
                        database.run(connection -> connection.createStatement().execute("nonsense")))
                .isInstanceOf(DiskException.class)
                .hasMessageContaining("test.mv.db");
    }

    @Test
    void whatWaitsIsDoneBeforeItCloses() {
        var last = database.submit(connection -> insert(connection, 9));

        database.close();
        database.close();

        assertThat(last).isCompletedWithValue(1);
        assertThatThrownBy(() -> database.run(connection -> 1)).hasMessageContaining("is closed");
        open();
        assertThat(count()).isEqualTo(1);
    }
}
