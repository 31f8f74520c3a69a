package dev.evenstep.local.journal;

class MemoryJournalTest extends JournalConformance {

    @Override
    Journal open() {
        return new MemoryJournal();
    }
}
