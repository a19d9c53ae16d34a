import { Paper, Table } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import classes from './data-table.module.css';

export type Column<Row> = {
  header: string;
  cell: (row: Row) => ReactNode;
  isNumeric?: boolean;
  /** The header is read out but not drawn, for a column of buttons. */
  isHeaderHidden?: boolean;
};

type DataTableProps<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string | number;
  /** A line below the row over its full width; null for none. */
  rowDetail?: (row: Row) => ReactNode;
};

/** On a phone each row turns into a block of "header: value" lines. */
export function DataTable<Row>({ label, columns, rows, rowKey, rowDetail }: DataTableProps<Row>) {
  return (
    <Paper withBorder className={classes.frame}>
      <Table className={classes.table} role="table" aria-label={label} verticalSpacing="xs">
        <TableHead columns={columns} />
        <Table.Tbody role="rowgroup">
          {rows.map((row) => {
            const detail = rowDetail?.(row);
            return (
              <Fragment key={rowKey(row)}>
                <TableRow columns={columns} row={row} hasDetail={Boolean(detail)} />
                {detail && (
                  <Table.Tr role="row" className={classes.detail}>
                    <Table.Td role="cell" colSpan={columns.length}>
                      {detail}
                    </Table.Td>
                  </Table.Tr>
                )}
              </Fragment>
            );
          })}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function TableHead<Row>({ columns }: { columns: Column<Row>[] }) {
  return (
    <Table.Thead role="rowgroup">
      <Table.Tr role="row">
        {columns.map((column) => (
          <Table.Th
            key={column.header}
            role="columnheader"
            scope="col"
            data-numeric={column.isNumeric || undefined}
          >
            {column.isHeaderHidden ? <span className={classes.hidden}>{column.header}</span> : column.header}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}

type TableRowProps<Row> = { columns: Column<Row>[]; row: Row; hasDetail: boolean };

function TableRow<Row>({ columns, row, hasDetail }: TableRowProps<Row>) {
  return (
    // The roles look redundant, but `display: block` on a phone takes the native ones away.
    <Table.Tr role="row" data-has-detail={hasDetail || undefined}>
      {columns.map((column) => (
        <Table.Td
          key={column.header}
          role="cell"
          data-numeric={column.isNumeric || undefined}
          data-label={column.isHeaderHidden ? undefined : column.header}
        >
          {column.cell(row)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
