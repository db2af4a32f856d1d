import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.*;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.*;

/** Lucene by the protocol of scripts/peers/README.md. */
public final class LuceneDriver {
    private static final BM25Similarity SIMILARITY = new BM25Similarity(1.2f, 0.75f);

    /** A document that is filled again and again. */
    private static final class Slot {
        final Document document = new Document();
        final Field text;
        final NumericDocValuesField number = new NumericDocValuesField("number", 0);

        Slot() {
            FieldType type = new FieldType();
            type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
            type.setTokenized(true);
            type.freeze();
            text = new Field("text", "", type);
            document.add(text);
            document.add(number);
        }

        void set(String line) {
            int tab = line.indexOf('\t');
            number.setLongValue(Long.parseLong(line, 0, tab, 10));
            text.setStringValue(line.substring(tab + 1));
        }
    }

    private static IndexWriter writer(Directory directory, int threads, double megabytes, boolean isNew) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer()).setSimilarity(SIMILARITY)
            .setRAMBufferSizeMB(megabytes)
            .setOpenMode(isNew ? IndexWriterConfig.OpenMode.CREATE : IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
        config.setMergeScheduler(threads == 1 ? new SerialMergeScheduler() : new ConcurrentMergeScheduler());
        return new IndexWriter(directory, config);
    }

    private static BufferedReader lines(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 1 << 20);
    }

    private static double secondsSince(long start) { return (System.nanoTime() - start) / 1e9; }

    /** Adds all lines from one thread's point of view, a batch at a time; returns how many it took. */
    private static long addAll(IndexWriter writer, BufferedReader lines) throws IOException {
        Slot slot = new Slot();
        List<String> batch = new ArrayList<>();
        long count = 0;
        while (true) {
            batch.clear();
            synchronized (lines) {
                for (String line; batch.size() < 256 && (line = lines.readLine()) != null; ) batch.add(line);
            }
            if (batch.isEmpty()) return count;
            for (String line : batch) {
                slot.set(line);
                writer.addDocument(slot.document);
            }
            count += batch.size();
        }
    }

    private static void build(String index, String corpus, int threads, boolean isMerged) throws Exception {
        long start = System.nanoTime();
        long[] counts = new long[threads];
        double indexed, merging = 0;
        try (Directory directory = FSDirectory.open(Paths.get(index));
             IndexWriter writer = writer(directory, threads, 512, true);
             BufferedReader lines = lines(new FileInputStream(corpus))) {
            Thread[] workers = new Thread[threads];
            for (int number = 0; number < threads; number++) {
                int own = number;
                workers[number] = new Thread(() -> {
                    try { counts[own] = addAll(writer, lines); } catch (IOException error) { throw new UncheckedIOException(error); }
                });
                workers[number].start();
            }
            for (Thread worker : workers) worker.join();
            writer.commit();
            indexed = secondsSince(start);
            if (isMerged) {
                long before = System.nanoTime();
                writer.forceMerge(1, true);
                writer.commit();
                merging = secondsSince(before);
            }
        }
        System.out.printf(Locale.ROOT, "{\"docs\":%d,\"index_s\":%.3f,\"merge_s\":%.3f}%n",
            Arrays.stream(counts).sum(), indexed, merging);
    }

    private static void add(String index, String corpus) throws Exception {
        long start = System.nanoTime(), count = 0;
        double opened, added, committed;
        int hits;
        String last = "";
        try (Directory directory = FSDirectory.open(Paths.get(index));
             IndexWriter writer = writer(directory, 1, 64, false);
             BufferedReader lines = lines(new FileInputStream(corpus))) {
            opened = secondsSince(start);
            Slot slot = new Slot();
            for (String line; (line = lines.readLine()) != null; count++) {
                last = line;
                slot.set(line);
                writer.addDocument(slot.document);
            }
            added = secondsSince(start);
            writer.commit();
            committed = secondsSince(start);
            Term word = new Term("text", last.substring(last.lastIndexOf(' ') + 1));
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                hits = new IndexSearcher(reader).count(new TermQuery(word));
            }
        }
        System.out.printf(Locale.ROOT,
            "{\"docs\":%d,\"open_s\":%.6f,\"add_s\":%.6f,\"commit_s\":%.6f,\"searchable_s\":%.6f,\"hits\":%d}%n",
            count, opened, added, committed, secondsSince(start), hits);
    }

    /** Clauses between blanks: `+x`, `-x`, `x`, each a word or a phrase in quotes. */
    private static Query query(String text) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        Query only = null;
        BooleanClause.Occur role = BooleanClause.Occur.SHOULD;
        int count = 0;
        for (int place = 0; place < text.length(); ) {
            char first = text.charAt(place);
            if (first == ' ') { place++; continue; }
            role = first == '+' ? BooleanClause.Occur.MUST : first == '-' ? BooleanClause.Occur.MUST_NOT : BooleanClause.Occur.SHOULD;
            if (role != BooleanClause.Occur.SHOULD) place++;
            boolean isPhrase = text.charAt(place) == '"';
            if (isPhrase) place++;
            int end = text.indexOf(isPhrase ? '"' : ' ', place);
            if (end < 0) end = text.length();
            String[] words = text.substring(place, end).split(" ");
            only = words.length == 1 ? new TermQuery(new Term("text", words[0])) : new PhraseQuery("text", words);
            all.add(only, role);
            count++;
            place = isPhrase ? end + 1 : end;
        }
        return count == 1 && role != BooleanClause.Occur.MUST_NOT ? only : all.build();
    }

    /** The numbers and scores of hits. */
    private static String show(DirectoryReader reader, TopDocs hits) throws IOException {
        StringJoiner joined = new StringJoiner(" ");
        for (ScoreDoc hit : hits.scoreDocs) {
            LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(hit.doc, reader.leaves()));
            NumericDocValues numbers = leaf.reader().getNumericDocValues("number");
            numbers.advanceExact(hit.doc - leaf.docBase);
            joined.add(numbers.longValue() + ":" + hit.score);
        }
        return joined.toString();
    }

    private static String answer(IndexSearcher searcher, DirectoryReader reader, String command, String text) throws IOException {
        String[] parts = command.split("_");
        boolean isCount = command.equals("COUNT");
        if (!isCount && !parts[0].equals("TOP") && !parts[0].equals("SHOW")) return "UNSUPPORTED";
        int limit = isCount ? 0 : Integer.parseInt(parts[1]);
        boolean isCounted = parts.length > 2;
        long start = System.nanoTime();
        Query query = query(text);
        TopDocs hits = isCount ? null
            : searcher.search(query, new TopScoreDocCollectorManager(limit, null, isCounted ? Integer.MAX_VALUE : limit));
        long result = isCount ? searcher.count(query) : isCounted ? hits.totalHits.value() : hits.scoreDocs.length;
        String timed = result + "\t" + (System.nanoTime() - start);
        return parts[0].equals("SHOW") ? timed + "\t" + show(reader, hits) : timed;
    }

    private static void serve(String index) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.US_ASCII);
        try (DirectoryReader reader = DirectoryReader.open(new MMapDirectory(Paths.get(index)));
             BufferedReader in = lines(System.in)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            searcher.setSimilarity(SIMILARITY);
            for (String line; (line = in.readLine()) != null; ) {
                int tab = line.indexOf('\t');
                out.print(answer(searcher, reader, line.substring(0, tab), line.substring(tab + 1)) + "\n");
                out.flush();
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<String> words = new ArrayList<>();
        int threads = 1;
        boolean isMerged = true;
        for (String argument : arguments) {
            if (argument.startsWith("--threads=")) threads = Integer.parseInt(argument.substring(10));
            else if (argument.equals("--no-merge")) isMerged = false;
            else words.add(argument);
        }
        switch (words.get(0)) {
            case "build" -> build(words.get(1), words.get(2), threads, isMerged);
            case "add" -> add(words.get(1), words.get(2));
            case "serve" -> serve(words.get(1));
            default -> throw new IllegalArgumentException(words.get(0));
        }
    }
}
