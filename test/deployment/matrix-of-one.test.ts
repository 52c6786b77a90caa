import { crashMatrix } from './crash-matrix.ts'

crashMatrix('one service', ['app'])
